// SPDX-License-Identifier: MIT
#include "ui/replaysentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct ReplaySentences {
    Q_DECLARE_TR_FUNCTIONS(ReplaySentences)
};

} // namespace

Sentence sentenceFor(ReplayFlaw flaw, qint64 delivery)
{
    const QString happened = ReplaySentences::tr("Delivery %1 can't be sent again.").arg(delivery);
    if (flaw == ReplayFlaw::NotADelivery)
        return {happened, ReplaySentences::tr("It is a request to no endpoint, of which no body was kept."), {}};
    return {happened, ReplaySentences::tr("It was refused, and only the first 64 KiB of its body were kept."),
            ReplaySentences::tr("Have its sender repeat it once its signature is right.")};
}

} // namespace kaunt
