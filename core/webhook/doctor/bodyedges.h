// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

/// body-newline: what came or went (`change` "added" or "removed" on the way) at an end ("start", "end", "both") of a
/// body, by name.
[[nodiscard]] Finding edgeFinding(const char* change, const char* newline, const char* at);
/// body-bom.
[[nodiscard]] Finding markFinding(const char* change);

/// A view of what stands within a byte-order mark, white space, and the NUL and SUB that ends some texts.
[[nodiscard]] QByteArrayView withinEdges(QByteArrayView text);

/// The findings of a body that was printed anew without what stands around it, such that they say of its edges only
/// what is otherwise in what came and what was signed: no newline and no byte-order mark that both have; and that
/// nothing was printed anew where the texts within are the same. Pure.
[[nodiscard]] QList<Finding> withComparedEdges(const QList<Finding>& findings, const QByteArray& received,
                                               const QByteArray& wasSigned);

} // namespace kaunt
