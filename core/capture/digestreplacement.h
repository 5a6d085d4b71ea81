// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace kaunt {

/// Digests, and what stands for each: finds them anywhere within a text, in hex of either case, base64, base64url, and
/// base64 as a URL or JSON may write it. One pass over the text, however many there are. In one thread.
class DigestReplacement {
public:
    /// 32 bytes each. The first that was told of a digest stays.
    void insert(const QByteArray& before, const QByteArray& after);
    void replaceIn(QByteArray& text) const;

private:
    struct Pair {
        QByteArray before;
        QByteArray after;
    };

    [[nodiscard]] bool replaceAt(QByteArray& text, qsizetype at, const Pair& pair) const;

    QList<Pair> m_pairs;
    QSet<QByteArray> m_known;                ///< the digests of m_pairs
    QMultiHash<quint64, qsizetype> m_starts; ///< places in m_pairs, by the first eight letters of a writing
};

} // namespace kaunt
