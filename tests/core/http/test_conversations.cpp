// SPDX-License-Identifier: MIT
#include "core/http/server.h"
#include "core/tls/selfsigned.h"
#include "tests/core/http/conversationcases.h"
#include "tests/core/http/memorytransport.h"
#include "tests/core/http/requestcases.h"
#include "tests/core/http/tcptransport.h"
#include "tests/core/http/tlstransport.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace kaunt::http;
using namespace kaunt::test;

namespace {

/// Longer ones are not cut at every place: that grows with the square.
constexpr qsizetype longestCutEverywhere = 400;
constexpr qsizetype longestByteByByte = 2'000;

QList<int> statusesIn(const QByteArray& received)
{
    QList<int> statuses;
    for (auto at = received.indexOf("HTTP/1.1 "); at >= 0; at = received.indexOf("HTTP/1.1 ", at + 1))
        statuses.append(received.mid(at + 9, 3).toInt());
    return statuses;
}

std::optional<Response> answerEarly(const RequestHead& head, const QHostAddress& /*peer*/)
{
    if (head.path() == "/a" && head.method == "POST")
        return std::nullopt;
    return Response::json(head.path() == "/a" ? 405 : 404, "{}");
}

QList<QByteArray> inPieces(const QByteArray& bytes, qsizetype pieceBytes)
{
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes)
        pieces.append(bytes.mid(at, pieceBytes));
    return pieces;
}

} // namespace

/// Whole connections: which answers, in which order, what is executed, and who ends it. However the bytes are cut and
/// whatever carries them.
class TestConversations final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_executed.clear(); }
    void goAsTold_data();
    void goAsTold();
    void goAsToldOverTcp_data() { goAsTold_data(); }
    void goAsToldOverTcp();
    void goAsToldOverTls_data() { goAsTold_data(); }
    void goAsToldOverTls();
    void judgeEveryRequestAlike_data();
    void judgeEveryRequestAlike();

private:
    [[nodiscard]] std::unique_ptr<Transport> inMemory();
    [[nodiscard]] std::unique_ptr<Transport> overTcp();
    [[nodiscard]] std::unique_ptr<Transport> overTls();
    void holdOver(const std::function<std::unique_ptr<Transport>()>& makeTransport);
    void hold(Transport& transport, const QList<QByteArray>& pieces);

    Server::HeadCheck m_checkHead = answerEarly;
    Server::Handler m_handler;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Server> m_tlsServer;
    QTemporaryDir m_folder;
    QList<QByteArray> m_executed;
};

void TestConversations::initTestCase()
{
    m_handler = [this](const Request& request, Responder responder) {
        m_executed.append(request.body);
        responder.respond(Response::json(200, "{}"));
    };
    m_server = std::make_unique<Server>(Limits{}, m_checkHead, m_handler);
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
    const kaunt::tls::IdentityFiles files{m_folder.filePath(QStringLiteral("certificate.pem")),
                                          m_folder.filePath(QStringLiteral("key.pem"))};
    QVERIFY(kaunt::tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()));
    const auto context = kaunt::tls::ServerContext::load(files, {});
    QVERIFY(context);
    m_tlsServer = std::make_unique<Server>(Limits{}, m_checkHead, m_handler);
    m_tlsServer->setTls(*context);
    QVERIFY(m_tlsServer->listen(QHostAddress(QHostAddress::LocalHost), 0));
}

std::unique_ptr<Transport> TestConversations::inMemory()
{
    return std::make_unique<MemoryTransport>(Limits{}, m_checkHead, m_handler);
}

std::unique_ptr<Transport> TestConversations::overTcp()
{
    return std::make_unique<TcpTransport>(m_server->serverPort());
}

std::unique_ptr<Transport> TestConversations::overTls()
{
    return std::make_unique<TlsTransport>(m_tlsServer->serverPort());
}

void TestConversations::goAsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QList<QByteArray>>("executed");
    const QList<ConversationCase> cases = persistenceCases() + refusalCases() + smugglingCases();
    for (const ConversationCase& each : cases)
        QTest::newRow(each.name) << each.bytes << each.statuses << (each.end == ConversationCase::End::Closes)
                                 << each.executed;
}

void TestConversations::hold(Transport& transport, const QList<QByteArray>& pieces)
{
    QFETCH(const QList<int>, statuses);
    QFETCH(const bool, closes);
    QFETCH(const QList<QByteArray>, executed);
    m_executed.clear();
    for (const QByteArray& piece : pieces)
        transport.send(piece);
    QTRY_COMPARE(statusesIn(transport.received()), statuses);
    if (closes)
        QTRY_VERIFY(transport.isEnded());
    else
        QVERIFY(!transport.isEnded());
    transport.finishSending();
    QTRY_VERIFY(transport.isEnded());
    const QList<int> all = statusesIn(transport.received());
    QCOMPARE(all.first(statuses.size()), statuses);
    // Only a request that was cut off is answered at the end, once.
    QVERIFY(all.size() == statuses.size() || (!closes && all.mid(statuses.size()) == QList<int>{400}));
    QCOMPARE(m_executed, executed);
}

void TestConversations::goAsTold()
{
    QFETCH(const QByteArray, bytes);
    QList<QList<QByteArray>> ways{{bytes}, inPieces(bytes, 1), inPieces(bytes, 7)};
    for (qsizetype at = 1; at < bytes.size() && bytes.size() <= longestCutEverywhere; ++at)
        ways.append({bytes.first(at), bytes.sliced(at)});
    for (const QList<QByteArray>& pieces : std::as_const(ways)) {
        const auto transport = inMemory();
        hold(*transport, pieces);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestConversations::goAsToldOverTcp()
{
    holdOver([this] { return overTcp(); });
}

void TestConversations::goAsToldOverTls()
{
    holdOver([this] { return overTls(); });
}

void TestConversations::holdOver(const std::function<std::unique_ptr<Transport>()>& makeTransport)
{
    QFETCH(const QByteArray, bytes);
    const qsizetype smallest = bytes.size() <= longestByteByByte ? 1 : 1'000;
    for (const qsizetype pieceBytes : {bytes.size() + 1, smallest}) {
        const auto transport = makeTransport();
        hold(*transport, inPieces(bytes, pieceBytes));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestConversations::judgeEveryRequestAlike_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QList<RequestCase> cases = requestLineCases() + fieldCases() + framingCases() + chunkCases();
    for (const RequestCase& each : cases)
        QTest::newRow(each.name) << each.bytes;
}

/// What a request is told whole, it is told in any two pieces, and over TCP and TLS byte by byte.
void TestConversations::judgeEveryRequestAlike()
{
    QFETCH(const QByteArray, bytes);
    const auto whole = inMemory();
    whole->send(bytes);
    const QList<int> statuses = statusesIn(whole->received());
    const QList<QByteArray> executed = std::exchange(m_executed, {});
    for (qsizetype at = 1; at < bytes.size() && bytes.size() <= longestCutEverywhere; ++at) {
        const auto cut = inMemory();
        cut->send(bytes.first(at));
        cut->send(bytes.sliced(at));
        QCOMPARE(statusesIn(cut->received()), statuses);
        QCOMPARE(cut->isEnded(), whole->isEnded());
        QCOMPARE(std::exchange(m_executed, {}), executed);
    }
    if (bytes.size() > longestByteByByte)
        return;
    const QList<QByteArray> pieces = inPieces(bytes, 1);
    for (const bool isEncrypted : {false, true}) {
        const auto socket = isEncrypted ? overTls() : overTcp();
        for (const QByteArray& piece : pieces)
            socket->send(piece);
        QTRY_COMPARE(statusesIn(socket->received()), statuses);
        QCOMPARE(std::exchange(m_executed, {}), executed);
    }
}

QTEST_GUILESS_MAIN(TestConversations)
#include "test_conversations.moc"
