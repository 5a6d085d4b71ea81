// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/noanswer.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>
#include <QString>

namespace kaunt {

/// One thing that became of a request on its way. A plain value.
struct PathChange {
    enum class Kind {
        NotArrived,         ///< `status` is what the path answered itself; 0 where there was no answer
        NotVerified,        ///< it arrived as it was sent, and the receiver verifies with another secret
        AnswerChanged,      ///< the receiver answered `came`, the sender got `status`
        BodyChanged,        ///< see `cause`
        SignatureLost,      ///< the signature's field is gone or is another
        SignatureRewritten, ///< it was written otherwise, and is still the same value
        MethodChanged,
        TargetChanged, ///< its path
        QueryChanged,
        FramingChanged, ///< from and to "length" and "chunked"
        HeaderAdded,
        HeaderRemoved,
        HeaderChanged, ///< a field that stood more than once is its values in one, joined by commas
        HeaderRenamed,
        LettersChanged, ///< names in other letters, all of them in one change
        OrderChanged,   ///< of the fields
        ArrivedRepeatedly,
    };
    enum class Effect {
        Harmless, ///< to signatures; a handler that looks at headers may see it
        Remarkable,
        Breaking, ///< deliveries that come this way are refused or lost
    };

    Kind kind = Kind::NotArrived;
    Effect effect = Effect::Harmless;
    QByteArray name; ///< of the field
    QByteArray was;  ///< what was sent; of a body, the bytes that differ, 32 at the most
    QByteArray came;
    int status = 0;
    NoAnswer noAnswer; ///< of NotArrived and AnswerChanged
    /// BodyChanged: a cause of contracts.md section 3 (body-newline, body-reserialised …), "body-truncated", or
    /// "body-changed" where it is none of them; `detail` as in Diagnosis.
    QString cause;
    QJsonObject detail;
    qint64 offset = 0;   ///< BodyChanged: of the first byte that differs
    qint64 wasBytes = 0; ///< BodyChanged: the lengths of the whole
    qint64 cameBytes = 0;

    bool operator==(const PathChange&) const = default;
};

/// "not-arrived", "body-changed", "header-added" …
[[nodiscard]] QString pathChangeCode(PathChange::Kind kind);
/// "harmless", "remarkable", "breaking".
[[nodiscard]] QString pathEffectCode(PathChange::Effect effect);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::PathChange)
