// SPDX-License-Identifier: MIT
#include "core/http/handshaketurns.h"

#include <QTest>

#include <memory>

using namespace kaunt::http;

/// In which order handshakes go on.
class TestHandshakeTurns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesCustomersInTurn();
    void takesOneInATurn();
    void passesOverWhoIsGone();
    void goesOnLater();

private:
    void ask(const QHostAddress& customer, QChar name, const QObject* who = nullptr)
    {
        m_turns->ask(who ? who : this, customer, [this, name] { m_taken.append(name); });
    }

    const QHostAddress m_one{QStringLiteral("192.0.2.1")};
    const QHostAddress m_other{QStringLiteral("192.0.2.2")};
    std::unique_ptr<HandshakeTurns> m_turns;
    QString m_taken;
};

void TestHandshakeTurns::init()
{
    m_turns = std::make_unique<HandshakeTurns>();
    m_taken.clear();
}

void TestHandshakeTurns::takesCustomersInTurn()
{
    for (const QChar name : {u'a', u'b', u'c'})
        ask(m_one, name);
    ask(m_other, u'x');
    QTRY_COMPARE(m_taken, QStringLiteral("axbc"));
}

/// What else there is to do comes between two of them.
void TestHandshakeTurns::takesOneInATurn()
{
    ask(m_one, u'a');
    ask(m_one, u'b');
    QMetaObject::invokeMethod(
        this, [this] { m_taken.append(u'-'); }, Qt::QueuedConnection);
    QTRY_COMPARE(m_taken, QStringLiteral("a-b"));
}

void TestHandshakeTurns::passesOverWhoIsGone()
{
    auto gone = std::make_unique<QObject>();
    ask(m_one, u'a', gone.get());
    ask(m_one, u'b');
    gone.reset();
    QTRY_COMPARE(m_taken, QStringLiteral("b"));
}

void TestHandshakeTurns::goesOnLater()
{
    m_turns->ask(this, m_one, [this] { ask(m_one, u'1'); });
    QTRY_COMPARE(m_taken, QStringLiteral("1"));
    ask(m_one, u'2');
    QTRY_COMPARE(m_taken, QStringLiteral("12"));
}

QTEST_GUILESS_MAIN(TestHandshakeTurns)
#include "test_handshaketurns.moc"
