// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnelplan.h"

#include <QByteArray>
#include <QStringList>

namespace kaunt {

/// What a tunnel writes, as lines: its last ones, within bounds however much it is, as a terminal would show them,
/// without colours; and what of it is to be known. A plain object of one thread.
class TunnelOutput {
public:
    static constexpr qsizetype mostLines = 200;
    static constexpr qsizetype mostLineBytes = 1'000; ///< what is longer is cut

    explicit TunnelOutput(TunnelPlan plan = {});

    void append(const QByteArray& bytes);
    /// A line that has only begun is shown among the others, until more of it comes. A URL in it may be cut anywhere,
    /// as programs write in blocks.
    void showBegun();
    /// Its URL counts, too, where there is none yet: until the line goes on, and tells what it really is.
    void countBegun();
    /// It is whole: no more comes.
    void endLine();
    [[nodiscard]] bool hasBegunLine() const { return !m_begun.isEmpty(); }

    [[nodiscard]] const QStringList& lines() const { return m_lines; }
    /// The public URL: of those that were announced the last one, else the first of all (see ToldUrl).
    [[nodiscard]] const QUrl& url() const { return m_url; }
    /// ssh said that the other side listens.
    [[nodiscard]] bool isForwarded() const { return m_isForwarded; }

private:
    void takeBegun();
    void show(const QString& text);
    void hideOverwritten();
    [[nodiscard]] bool isOfSsh(const QString& text) const;

    TunnelPlan m_plan;
    QByteArray m_begun;           ///< of a line, its beginning
    bool m_isOverwritten = false; ///< what comes takes the last line's place: it ended in a carriage return alone, or
                                  ///< is what is begun
    QStringList m_lines;
    QUrl m_url;
    bool m_isUrlBegun = false; ///< it is from what is begun
    bool m_isForwarded = false;
};

} // namespace kaunt
