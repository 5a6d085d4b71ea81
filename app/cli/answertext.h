// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/answercomparison.h"
#include "core/sending/deliverysender.h"
#include "core/storage/forwardrecord.h"

#include <QStringList>

namespace kaunt {

class LineWriter;

/// A target's answer beside one that it gave before.
struct ComparedAnswer {
    ForwardRecord before;
    AnswerComparison comparison;
};

[[nodiscard]] ComparedAnswer comparedWith(const ForwardRecord& before, const SendOutcome& after);
[[nodiscard]] ComparedAnswer comparedWith(const ForwardRecord& before, const ForwardRecord& after);

/// The lines beneath the one that tells the answer to `delivery`: whether it is as before, and what is otherwise.
[[nodiscard]] QStringList comparedAnswerText(const ComparedAnswer& compared, qint64 delivery);
/// The same as "previous", with its key.
void writeComparedAnswer(LineWriter& line, const ComparedAnswer& compared);

} // namespace kaunt
