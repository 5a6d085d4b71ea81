// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <cstdio>

namespace kaunt {

namespace {

void write(std::FILE* stream, const QByteArray& text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

Terminal::Terminal(bool isQuiet)
    : m_isQuiet(isQuiet)
{
}

void Terminal::line(const QByteArray& text) const
{
    write(stdout, text);
}

void Terminal::notice(const QString& text) const
{
    if (!m_isQuiet)
        write(stderr, "kauntctl: " + text.toUtf8());
}

void Terminal::error(const QString& text) const
{
    write(stderr, "kauntctl: " + text.toUtf8());
}

void Terminal::plain(const QString& text) const
{
    write(stderr, text.toUtf8());
}

} // namespace kaunt
