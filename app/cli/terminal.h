// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QByteArray>
#include <QString>

namespace kaunt {

/// Where a command writes: results to stdout, a line each and flushed; everything else to stderr. Not thread-safe.
class Terminal {
public:
    explicit Terminal(bool isQuiet);

    void line(const QByteArray& text) const; ///< to stdout
    void line(const QString& text) const { line(text.toUtf8()); }
    void notice(const QString& text) const; ///< to stderr, unless --quiet
    void error(const QString& text) const;  ///< to stderr
    void plain(const QString& text) const;  ///< to stderr, without the program's name in front
    void error(const Sentence& sentence) const { error(sentence.text()); }

private:
    bool m_isQuiet;
};

} // namespace kaunt
