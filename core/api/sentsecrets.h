// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace kaunt {

/// The secrets that a fetch sends, so that a peer that repeats them does not get them into a message, the log or an
/// export (design.md section 4). Found as they are, escaped for JSON or for a URL. Pure but for add().
class SentSecrets {
public:
    /// What is shorter than this many bytes is no secret, and would be found everywhere.
    static constexpr qsizetype leastBytes = 6;

    SentSecrets() = default;
    explicit SentSecrets(const ApiCredentials& credentials);

    struct Search {
        QByteArray kept;     ///< the text with `…` in place of each of them
        qint64 compared = 0; ///< places where one might begin: what it cost besides one look at each byte
    };

    void add(const QByteArray& secret);
    [[nodiscard]] Search search(const QByteArray& text) const;
    /// What is kept of it.
    [[nodiscard]] QByteArray withheld(const QByteArray& text) const;
    [[nodiscard]] QString withheld(const QString& text) const;

private:
    /// How many bytes at `at` stand for a secret; 0 where they don't.
    [[nodiscard]] qsizetype lengthAt(QByteArrayView text, qsizetype at) const;

    QList<QByteArray> m_secrets;
};

} // namespace kaunt
