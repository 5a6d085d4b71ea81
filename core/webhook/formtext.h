// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt {

/// The bytes of a name or a value of form data (WHATWG URL, application/x-www-form-urlencoded parsing). A percent sign
/// without two hex digits behind it stands for itself; QByteArray's decoding makes something up. Pure.
[[nodiscard]] QByteArray formDecoded(QByteArrayView text);

} // namespace kaunt
