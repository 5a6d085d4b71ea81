// SPDX-License-Identifier: MIT
#include "core/receiver/lookatsender.h"

#include "core/webhook/answertime.h"

namespace kaunt {

std::optional<std::chrono::milliseconds> leftAfter(std::optional<std::chrono::milliseconds> known,
                                                   const http::Responder& responder, const QElapsedTimer& since)
{
    if (known || responder.isAwaited())
        return known;
    return std::chrono::milliseconds(since.elapsed());
}

void noteIfGone(Delivery& delivery, const http::Responder& responder)
{
    if (!notedReadAfter(delivery.notes) || responder.isAwaited())
        return;
    delivery.status = 0;
    delivery.notes.append(senderLeftNote(std::chrono::milliseconds(0)));
}

void noteSenderLeft(QStringList& notes, std::chrono::milliseconds after)
{
    if (!notedSenderLeft(notes))
        notes.append(senderLeftNote(after));
}

} // namespace kaunt
