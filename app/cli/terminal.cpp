// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <cstdio>

namespace kaunt {

namespace {

/// That it failed stays with the stream, where isOutputLost() finds it.
void write(std::FILE* stream, const QByteArray& text)
{
    (void)std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    (void)std::fflush(stream);
}

QByteArray message(const QString& text)
{
    return "kauntctl: " + text.toUtf8() + '\n';
}

} // namespace

Terminal::Terminal(bool isQuiet)
    : m_isQuiet(isQuiet)
{
}

void Terminal::lines(const QList<QByteArray>& texts) const
{
    QByteArray all;
    for (const QByteArray& text : texts)
        all += text + '\n';
    write(stdout, all);
}

bool Terminal::isOutputLost() const
{
    return std::ferror(stdout) != 0;
}

void Terminal::notice(const QString& text) const
{
    if (!m_isQuiet)
        write(stderr, message(text));
}

void Terminal::error(const QString& text) const
{
    write(stderr, message(text));
}

void Terminal::plain(const QString& text) const
{
    write(stderr, text.toUtf8() + '\n');
}

} // namespace kaunt
