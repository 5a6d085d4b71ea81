// SPDX-License-Identifier: MIT
#include "tests/app/cli/listenerfixture.h"

#include <QRegularExpression>

namespace kaunt::test {

void ListenerFixture::makeAnew()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
}

void ListenerFixture::end()
{
    m_listener->kill();
    m_listener->waitForFinished(patience);
    m_listener.reset();
}

QStringList ListenerFixture::keysOf(const QByteArray& line)
{
    QStringList keys;
    int depth = 0;
    static const QRegularExpression token(QLatin1String("\"((?:[^\"\\\\]|\\\\.)*)\"(\\s*:)?|[{}\\[\\]]"));
    QRegularExpressionMatchIterator tokens = token.globalMatch(QString::fromUtf8(line));
    while (tokens.hasNext()) {
        const QRegularExpressionMatch match = tokens.next();
        const QString text = match.captured(0);
        if (text == u'{' || text == u'[')
            ++depth;
        else if (text == u'}' || text == u']')
            --depth;
        else if (depth == 1 && !match.captured(2).isEmpty())
            keys.append(match.captured(1));
    }
    return keys;
}

} // namespace kaunt::test
