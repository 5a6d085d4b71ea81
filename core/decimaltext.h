// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>
#include <charconv>
#include <limits>

namespace kaunt {

/// A number in decimal digits, as a part of a longer text: QByteArray::number() would take memory for it by itself.
class DecimalText {
public:
    explicit DecimalText(qint64 number)
        : m_end(std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number).ptr)
    {
    }
    Q_DISABLE_COPY_MOVE(DecimalText)

    /// Valid as long as this is.
    [[nodiscard]] QByteArrayView view() const { return {m_digits.data(), m_end}; }

private:
    static constexpr int longest = std::numeric_limits<qint64>::digits10 + 2; // with a digit more, and the sign

    std::array<char, longest> m_digits;
    const char* m_end;
};

} // namespace kaunt
