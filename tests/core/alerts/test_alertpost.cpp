// SPDX-License-Identifier: MIT
#include "core/alerts/alertpost.h"
#include "tests/core/simulator/scriptedpeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using std::chrono::milliseconds;

namespace {

constexpr milliseconds longLimit{60'000};
constexpr int patience = 30'000;

QByteArray headerOf(const ReceivedRequest& request, const char* name)
{
    return headerValues(request.headers, name).value(0);
}

} // namespace

/// Real HTTP to targets that are well, dead, slow, talkative or elsewhere.
class TestAlertPost final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void postsTheAlert();
    void tellsABadAnswer();
    void followsNoRedirect();
    void tellsADeadTarget();
    void doesNotWaitForASlowOne();
    void readsNoEndlessAnswer();
    void boundsWhatWaits();
    void postsNothingWithoutAUrl();

private:
    void make(milliseconds limit);
    [[nodiscard]] AlertHookFailure failure() const { return m_failed->at(0).at(0).value<AlertHookFailure>(); }

    std::unique_ptr<AlertPost> m_post;
    std::unique_ptr<QSignalSpy> m_succeeded;
    std::unique_ptr<QSignalSpy> m_failed;
};

void TestAlertPost::init()
{
    make(longLimit);
}

void TestAlertPost::make(milliseconds limit)
{
    m_post = std::make_unique<AlertPost>(limit);
    m_succeeded = std::make_unique<QSignalSpy>(m_post.get(), &AlertPost::succeeded);
    m_failed = std::make_unique<QSignalSpy>(m_post.get(), &AlertPost::failed);
}

void TestAlertPost::postsTheAlert()
{
    const ScriptedPeer peer({ScriptedPeer::status(204)});
    QUrl url = peer.url();
    url.setPath(QStringLiteral("/alerts"));
    url.setQuery(QStringLiteral("desk=1"));
    m_post->setUrl(url);
    m_post->post(R"({"type":"alert"})");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    const ReceivedRequest& request = peer.requests().constFirst();
    QCOMPARE(request.requestLine, QByteArray("POST /alerts?desk=1 HTTP/1.1"));
    QCOMPARE(request.body, QByteArray(R"({"type":"alert"})"));
    QCOMPARE(headerOf(request, "Content-Type"), QByteArray("application/json"));
    QVERIFY(headerOf(request, "X-Signature-SHA256").isNull());
    QVERIFY(headerOf(request, "Authorization").isNull());
}

void TestAlertPost::tellsABadAnswer()
{
    const ScriptedPeer peer({ScriptedPeer::status(500), ScriptedPeer::status(200)});
    m_post->setUrl(peer.url());
    m_post->post("1");
    m_post->post("2");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    QCOMPARE(m_failed->size(), 1);
    QCOMPARE(failure().hook, AlertHookFailure::Hook::Url);
    QCOMPARE(failure().reason, AlertHookFailure::Reason::Status);
    QCOMPARE(failure().status, 500);
    QCOMPARE(peer.requests().size(), 2); // once each
}

void TestAlertPost::followsNoRedirect()
{
    const ScriptedPeer other({ScriptedPeer::status(200)});
    const ScriptedPeer peer(
        {"HTTP/1.1 307 Temporary Redirect\r\nLocation: " + other.url().toEncoded() + "\r\nContent-Length: 0\r\n\r\n"});
    m_post->setUrl(peer.url());
    m_post->post("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_failed->size(), 1, patience);
    QCOMPARE(failure().status, 307);
    QVERIFY(other.requests().isEmpty());
}

void TestAlertPost::tellsADeadTarget()
{
    QUrl url;
    {
        const ScriptedPeer peer({});
        url = peer.url();
    }
    m_post->setUrl(url);
    m_post->post("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_failed->size(), 1, patience);
    QCOMPARE(failure().reason, AlertHookFailure::Reason::NoAnswer);
    QVERIFY(!failure().noAnswer.systemText.isEmpty());
}

void TestAlertPost::doesNotWaitForASlowOne()
{
    make(milliseconds(300));
    const ScriptedPeer peer({QByteArray()});
    m_post->setUrl(peer.url());
    m_post->post("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_failed->size(), 1, patience);
    QCOMPARE(failure().reason, AlertHookFailure::Reason::TimedOut);
}

void TestAlertPost::readsNoEndlessAnswer()
{
    ScriptedPeer peer({"HTTP/1.1 200 OK\r\n\r\n"});
    peer.setDrip(QByteArray(100'000, 'x'));
    m_post->setUrl(peer.url());
    m_post->post("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(peer.openConnections(), 0, patience);
}

void TestAlertPost::boundsWhatWaits()
{
    const ScriptedPeer peer({QByteArray()});
    m_post->setUrl(peer.url());
    for (qsizetype i = 0; i < AlertQueue::mostWaiting + 3; ++i)
        m_post->post("1");
    QCOMPARE(m_failed->size(), 2); // one is on its way already
    QCOMPARE(failure().reason, AlertHookFailure::Reason::QueueFull);
}

void TestAlertPost::postsNothingWithoutAUrl()
{
    m_post->post("1");
    const ScriptedPeer peer({ScriptedPeer::status(200)});
    m_post->setUrl(peer.url());
    m_post->post("2");
    QTRY_COMPARE_WITH_TIMEOUT(m_succeeded->size(), 1, patience);
    QCOMPARE(peer.requests().size(), 1);
    QCOMPARE(peer.requests().constFirst().body, QByteArray("2"));
}

QTEST_GUILESS_MAIN(TestAlertPost)
#include "test_alertpost.moc"
