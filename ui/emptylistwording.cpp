// SPDX-License-Identifier: MIT
#include "ui/emptylistwording.h"

#include "core/session/sessionreceiver.h"
#include "ui/wording.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct EmptyListWording {
    Q_DECLARE_TR_FUNCTIONS(EmptyListWording)
};

} // namespace

QString emptyLogText(ReceiverState state)
{
    switch (state) {
    case ReceiverState::Failed:
        return EmptyListWording::tr(
            "No deliveries yet, and none can arrive: what keeps the receiver from listening stands above.");
    case ReceiverState::Stopped:
    case ReceiverState::Stopping:
        return EmptyListWording::tr("No deliveries yet. Start receiving with Ctrl+R.");
    case ReceiverState::Starting:
    case ReceiverState::Listening:
        break;
    }
    return EmptyListWording::tr(
        "No deliveries yet. Register, as a webhook in the Partner Portal, the public https URL that leads to the URL "
        "above; or send a test event.");
}

QString emptyCaptureText()
{
    return EmptyListWording::tr("There are no deliveries in this capture.");
}

QString nothingFoundText(const QString& expression)
{
    return expression.isEmpty() ? EmptyListWording::tr("No delivery matches the filter. Clear it with Ctrl+Shift+F.")
                                : EmptyListWording::tr("No delivery matches the filter %1. Clear it with Ctrl+Shift+F.")
                                      .arg(quotedText(expression));
}

} // namespace kaunt
