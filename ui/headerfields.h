// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "ui/fieldsmodel.h"

namespace kaunt {

/// The header fields of a delivery for a FieldsModel, in the order in which they came.
[[nodiscard]] QList<Field> headerFields(const HeaderList& headers);

/// The bytes of a header as text. What is no UTF-8 is read as Latin-1, so that every byte stands for something.
[[nodiscard]] QString headerText(const QByteArray& bytes);

} // namespace kaunt
