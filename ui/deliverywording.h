// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/receiversettings.h"
#include "core/webhook/delivery.h"
#include "ui/sentences.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What was answered, in words: "200, accepted", "401, refused", "500, passed through" … One that was to be passed
/// through is being asked for no longer than a target may take, counted to `nowUtcMillis`: later on, the answer is
/// lost.
[[nodiscard]] QString answerText(const DeliverySummary& delivery, qint64 nowUtcMillis);
/// A verdict with a sign that can be told apart without colour: "✔ Verified", "✖ Mismatch" …
[[nodiscard]] QString markedVerdictText(Verdict verdict);
/// Which delivery it is that details are shown of.
[[nodiscard]] QString whoseDetailsText(const DeliverySummary& delivery);
/// Whether the endpoint of a delivery that could not be checked has a secret by now.
enum class SecretByNow {
    Unknown, ///< it is another's endpoint, or is no more
    None,
    There,
};
[[nodiscard]] SecretByNow secretByNow(const QList<Endpoint>& endpoints, const QString& name);
/// The secrets of a delivery's endpoint: of the one with its name, or, as it may have been renamed since, of the one
/// that its path leads to now; nothing where there is neither.
[[nodiscard]] std::optional<QList<SigningSecret>> secretsByNow(const QList<Endpoint>& endpoints,
                                                               const DeliveryRecord& delivery);
/// What became of a delivery: what was announced, or why it was refused, and what to do.
[[nodiscard]] Sentence deliverySentence(const DeliverySummary& delivery, SecretByNow secret = SecretByNow::Unknown);

/// The notes that this sentence does not tell already.
[[nodiscard]] QStringList notesBesideSentence(const DeliverySummary& delivery);

} // namespace kaunt
