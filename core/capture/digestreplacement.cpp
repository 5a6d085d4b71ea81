// SPDX-License-Identifier: MIT
#include "core/capture/digestreplacement.h"

#include <array>
#include <cstring>

namespace kaunt {

namespace {

constexpr qsizetype startLetters = sizeof(quint64);

/// In an order that is the same for every digest; padding stays as it is.
std::array<QByteArray, 6> writings(const QByteArray& digest)
{
    const QByteArray base64 = digest.toBase64(QByteArray::OmitTrailingEquals);
    return {digest.toHex(),
            digest.toHex().toUpper(),
            base64,
            digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
            base64.toPercentEncoding(),
            QByteArray(base64).replace("/", "\\/")};
}

quint64 startOf(const char* letters)
{
    quint64 start = 0;
    std::memcpy(&start, letters, startLetters);
    return start;
}

} // namespace

void DigestReplacement::insert(const QByteArray& before, const QByteArray& after)
{
    if (before == after || m_known.contains(before))
        return;
    const qsizetype position = m_pairs.size();
    m_pairs.append({before, after});
    m_known.insert(before);
    for (const QByteArray& writing : writings(before)) {
        if (!m_starts.contains(startOf(writing.constData()), position))
            m_starts.insert(startOf(writing.constData()), position);
    }
}

bool DigestReplacement::replaceAt(QByteArray& text, qsizetype at, const Pair& pair) const
{
    const auto old = writings(pair.before);
    const auto fresh = writings(pair.after);
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (!QByteArrayView(text).sliced(at).startsWith(old[i]))
            continue;
        text.replace(at, old[i].size(), fresh[i]);
        return true;
    }
    return false;
}

void DigestReplacement::replaceIn(QByteArray& text) const
{
    if (m_starts.isEmpty())
        return;
    for (qsizetype at = 0; at + startLetters <= text.size(); ++at) {
        const auto [first, last] = m_starts.equal_range(startOf(text.constData() + at));
        for (auto position = first; position != last; ++position) {
            if (replaceAt(text, at, m_pairs.at(*position)))
                break;
        }
    }
}

} // namespace kaunt
