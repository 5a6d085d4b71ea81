// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace kaunt {

/// That something which goes to stdout could not be written.
[[nodiscard]] QString lostOutputText();

/// Where a command writes: results to stdout, a line each and flushed; everything else to stderr. Results wait for
/// their reader. Messages wait a second for theirs; then they are left out, and counted, until there is room again. Not
/// thread-safe.
class Terminal {
public:
    explicit Terminal(bool isQuiet);

    void lines(const QList<QByteArray>& texts) const; ///< to stdout, flushed together
    void line(const QByteArray& text) const { lines({text}); }
    void line(const QString& text) const { line(text.toUtf8()); }
    /// Whether somebody looks at stdout; else a program reads it, or a file takes it.
    [[nodiscard]] bool isOutputSeen() const;
    /// Once something that goes to stdout could not be written: it is closed, or its disk is full.
    [[nodiscard]] bool isOutputLost() const;
    void notice(const QString& text) const; ///< to stderr, unless --quiet
    void error(const QString& text) const;  ///< to stderr: an error, or what needs attention
    void plain(const QString& text) const;  ///< to stderr, without the program's name in front
    void error(const Sentence& sentence) const { error(sentence.text()); }

private:
    bool m_isQuiet;
};

} // namespace kaunt
