// SPDX-License-Identifier: MIT
#include "ui/sendingsentences.h"

#include "ui/visibletext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct SendingSentences {
    Q_DECLARE_TR_FUNCTIONS(SendingSentences)
};

} // namespace

QString noAnswerText(const SendOutcome& outcome)
{
    switch (outcome.flaw) {
    case SendOutcome::Flaw::NoHttp:
        return SendingSentences::tr("What came back is no HTTP");
    case SendOutcome::Flaw::LargeHeaders:
        return SendingSentences::tr("The headers that came back are larger than 64 KiB");
    case SendOutcome::Flaw::None:
        break;
    }
    return visibleText(outcome.errorText);
}

} // namespace kaunt
