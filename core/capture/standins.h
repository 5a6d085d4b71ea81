// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>

namespace kaunt {

/// What stands in place of identifiers and names in a redacted capture: for one value always the same, wherever it
/// comes, and for different values different ones. What stands for a value tells nothing of it but its shape: it hangs
/// on random bytes that are not kept. A UUID becomes a UUID, "DK12345678" something like "QX83920174", a name "name-3".
/// A name is found in a text or a path only once it was met as one: to find all, show it everything first. For one
/// capture; in one thread.
class StandIns {
public:
    enum class Kind { Identifier, Company, Name, Mail, Host, Peer, Text };
    /// How often each kind was replaced, by kindCode().
    using Counts = QMap<QString, qint64>;

    StandIns();

    /// What says nothing of anybody: dates, numbers of three digits, amounts.
    [[nodiscard]] static bool isPlain(const QString& value);
    /// Of a whole value; a UUID counts as an identifier whatever `kind` says.
    [[nodiscard]] QString of(const QString& value, Kind kind);
    /// Of a value of which nothing is known but its looks: a URL, a mail address, an identifier or a text.
    [[nodiscard]] QString ofUnknown(const QString& value);
    /// Scheme, the words of an API and a host of kaunt.com or of this machine stay but for names in them, the rest is
    /// replaced part by part.
    [[nodiscard]] QString ofUrl(const QString& url);
    [[nodiscard]] QString ofPath(const QString& path);
    /// The value of a Host header: "hooks.example.com:8443".
    [[nodiscard]] QString ofAuthority(const QString& authority);
    /// UUIDs, mail addresses, URLs, long numbers and the names that were met so far, within a text that stays: in any
    /// case and within words, those of two letters as words of their own and as they are.
    [[nodiscard]] QString inText(const QString& text);
    /// Every letter as x, every digit as 0, everything else that is no ASCII as 0xFF: of what can't be read.
    [[nodiscard]] QByteArray masked(QByteArray bytes);
    /// As many bytes that say nothing, always the same for the same ones.
    [[nodiscard]] QByteArray digest(const QByteArray& bytes) const;

    [[nodiscard]] const Counts& counts() const { return m_counts; }
    void forgetCounts() { m_counts.clear(); }
    /// "identifier", "company", "name", "mail", "host", "peer", "text".
    [[nodiscard]] static QString kindCode(Kind kind);
    static QString maskedCode() { return QStringLiteral("body"); }

private:
    [[nodiscard]] QString made(const QString& value, Kind kind);
    [[nodiscard]] QString scrambled(const QString& value, int round) const;
    [[nodiscard]] QString uuid(const QString& value) const;
    [[nodiscard]] QString ofSegment(const QString& segment, const QString& before);
    [[nodiscard]] QString ofQuery(const QString& query);
    [[nodiscard]] QByteArray noise(const QByteArray& value, int round) const;
    void learnName(const QString& name);
    [[nodiscard]] QString withoutNames(const QString& text, bool asWords);
    void count(Kind kind) { ++m_counts[kindCode(kind)]; }

    struct Known {
        QString text;
        Kind kind;
    };
    QByteArray m_salt;
    QHash<QString, Known> m_known; ///< by the value; UUIDs are computed
    QSet<QString> m_used;
    QMap<Kind, int> m_made;
    QList<QString> m_names; ///< that are looked for in texts, longest first
    QSet<QString> m_sought; ///< the same
    Counts m_counts;
};

} // namespace kaunt
