// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <QCoreApplication>

#include <cstdio>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace kaunt {

namespace {

QByteArray message(const QString& text)
{
    return "kauntctl: " + text.toUtf8() + '\n';
}

/// That it failed stays with the stream, where isOutputLost() finds it.
void write(std::FILE* stream, const QByteArray& text)
{
    (void)std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    (void)std::fflush(stream);
}

bool isWritable(std::FILE* stream, int millis)
{
    pollfd one{::fileno(stream), POLLOUT, 0};
    return ::poll(&one, 1, millis) != 0; // an error shows when it is written
}

/// Of the whole program, as stderr is: nobody reads it, and a program that waits for somebody who does would stand
/// still.
void writeMessage(const QByteArray& text)
{
    constexpr int patience = 1'000; // milliseconds
    static qint64 leftOut = 0;
    if (!isWritable(stderr, leftOut == 0 ? patience : 0)) {
        ++leftOut;
        return;
    }
    if (const qint64 count = std::exchange(leftOut, 0); count > 0) {
        //: of lines on standard error
        const QString told = QCoreApplication::translate("Terminal", "%1 messages were left out: nobody read them.");
        write(stderr, message(told.arg(count)));
    }
    write(stderr, text);
}

} // namespace

QString lostOutputText()
{
    return QCoreApplication::translate("Terminal",
                                       "The output could not be written: its reader is gone, or its disk is full.");
}

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

bool Terminal::isOutputSeen() const
{
    return ::isatty(STDOUT_FILENO) == 1;
}

bool Terminal::isOutputLost() const
{
    return std::ferror(stdout) != 0;
}

void Terminal::notice(const QString& text) const
{
    if (!m_isQuiet)
        writeMessage(message(text));
}

void Terminal::error(const QString& text) const
{
    writeMessage(message(text));
}

void Terminal::plain(const QString& text) const
{
    writeMessage(text.toUtf8() + '\n');
}

} // namespace kaunt
