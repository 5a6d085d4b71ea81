// SPDX-License-Identifier: MIT
#include "core/simulator/faults.h"
#include "core/simulator/oddities.h"
#include "core/simulator/samplerun.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/support/freeport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

/// kauntctl send and simulate against a real listener.
class TestSending final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesWrongFigures_data();
    void refusesWrongFigures();
    void sendsEachEventSoOften();
    void sendsAtARate();
    void spoilsInEachNamedWay_data();
    void spoilsInEachNamedWay();
    void isOddInEachNamedWay_data();
    void isOddInEachNamedWay();
    void carriesTheSignatureOfTheFirst();
    void signsInEachEncoding_data();
    void signsInEachEncoding();
    void sendsAllAtOnce();
    void givesUpSoonerInATimeLapse();
    void saysWhyNothingWasAnswered();
    void sendsABodyAsItIs();
    void fillsATemplateIn();
    void sendsAChainOutOfOrder();
    void endsOnASignal();
    void simulatesForSeveralTargets();
    void simulatesWrongSignaturesOnRequest();
    void refusesWrongShares_data();
    void refusesWrongShares();

private:
    [[nodiscard]] Ended send(const QStringList& options) const;
    [[nodiscard]] QList<QJsonObject> received() const;
    [[nodiscard]] QString causeOfLast() const
    {
        const QJsonObject diagnosis = received().value(0).value(QStringLiteral("diagnosis")).toObject();
        return diagnosis.value(QStringLiteral("cause")).toString();
    }
    static void addRows(const QStringList& kinds)
    {
        QTest::addColumn<QString>("kind");
        for (const QString& kind : kinds)
            QTest::newRow(qPrintable(kind)) << kind;
    }

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    QString m_url;
};

void TestSending::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    // A slow body takes three of the five seconds that a receiver gives it, and this machine may be slow too.
    m_kauntctl->write(QStringLiteral("settings.conf"), "[limits]\nbodyRateGraceSeconds=25\n");
    m_listener = std::make_unique<QProcess>();
    m_url = m_kauntctl->listen(*m_listener);
    QVERIFY(!m_url.isEmpty());
}

void TestSending::cleanup()
{
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
}

Ended TestSending::send(const QStringList& options) const
{
    return m_kauntctl->run(
        QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), m_url} +
        m_kauntctl->secretFile() + options);
}

QList<QJsonObject> TestSending::received() const
{
    return objectsOf(m_kauntctl
                         ->run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"),
                                QStringLiteral("100000")})
                         .out);
}

void TestSending::refusesWrongFigures_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options : {"--count 0",
                                "--count -1",
                                "--count 1.5",
                                "--count x",
                                "--repeat 0",
                                "--rate 0",
                                "--rate -1",
                                "--rate nan",
                                "--rate inf",
                                "--count 1000000 --repeat 2",
                                "--burst --rate 5",
                                "--time-lapse 10",
                                "--retry --time-lapse 0",
                                "--retry --time-lapse 0.05",
                                "--retry --time-lapse 1e300",
                                "--repeat-after 2s",
                                "--repeat 2 --repeat-after 0s",
                                "--repeat 2 --repeat-after 2s --shuffle",
                                "--chain --event ModelReady",
                                "--body a --template b"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestSending::refusesWrongFigures()
{
    QFETCH(const QString, options);
    const Ended ended = send(options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.err.startsWith("kauntctl: --"));
    QVERIFY(ended.out.isEmpty());
}

void TestSending::sendsEachEventSoOften()
{
    const Ended ended =
        send({QStringLiteral("--count"), QStringLiteral("3"), QStringLiteral("--repeat"), QStringLiteral("2")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out.count('\n'), 6);
    QSet<QString> hashes;
    QList<int> attempts;
    const QList<QJsonObject> deliveries = received();
    for (const QJsonObject& delivery : deliveries) {
        hashes.insert(delivery.value(QStringLiteral("bodySha256")).toString());
        attempts.prepend(delivery.value(QStringLiteral("attempt")).toInt());
    }
    QCOMPARE(hashes.size(), 3);
    QCOMPARE(attempts, (QList<int>{1, 2, 1, 2, 1, 2}));
}

void TestSending::sendsAtARate()
{
    const Ended ended =
        send({QStringLiteral("--count"), QStringLiteral("300"), QStringLiteral("--rate"), QStringLiteral("20000")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(received().size(), 300);
}

void TestSending::spoilsInEachNamedWay_data()
{
    addRows(faultKinds());
}

/// It is refused for the cause that the fault is named after; two have none but `unknown`.
void TestSending::spoilsInEachNamedWay()
{
    QFETCH(const QString, kind);
    const Ended ended = send({QStringLiteral("--fault"), kind});
    QCOMPARE(ended.status, 1);
    const QJsonObject delivery = received().value(0);
    QVERIFY(delivery.value(QStringLiteral("verdict")).toString() != QStringLiteral("verified"));
    QVERIFY(delivery.value(QStringLiteral("event")).isNull());
    QCOMPARE(delivery.value(QStringLiteral("status")).toInt(), 401);
    const bool isNameless = kind == QStringLiteral("wrong-secret") || kind == QStringLiteral("altered-byte");
    QTRY_COMPARE_WITH_TIMEOUT(causeOfLast(), isNameless ? QStringLiteral("unknown") : kind, Kauntctl::patience);
}

void TestSending::isOddInEachNamedWay_data()
{
    addRows(oddityKinds());
}

void TestSending::isOddInEachNamedWay()
{
    QFETCH(const QString, kind);
    const Ended ended = send({QStringLiteral("--fault"), kind});
    QCOMPARE(ended.status, 0);
    const QJsonObject delivery = received().value(0);
    QCOMPARE(delivery.value(QStringLiteral("verdict")).toString(), QStringLiteral("verified"));
    const bool isNoted = !delivery.value(QStringLiteral("notes")).toArray().isEmpty();
    static const QStringList likeAnyOther{QStringLiteral("several-lines"), QStringLiteral("non-ascii")};
    const bool isOddInContent = !isOddInTransfer(kind) && !likeAnyOther.contains(kind);
    QCOMPARE(isNoted, isOddInContent);
}

void TestSending::carriesTheSignatureOfTheFirst()
{
    const QStringList fault{QStringLiteral("--fault"), QStringLiteral("signature-of-other-delivery")};
    QCOMPARE(send(fault).status, 2);
    m_kauntctl->write(QStringLiteral("body"), "{}");
    const Ended same = send(fault + QStringList{QStringLiteral("--count"), QStringLiteral("2"),
                                                QStringLiteral("--body"), m_kauntctl->path(QStringLiteral("body"))});
    QCOMPARE(same.status, 2);
    QVERIFY(same.err.contains("changes nothing"));
    QVERIFY(received().isEmpty());
    QCOMPARE(send(fault + QStringList{QStringLiteral("--count"), QStringLiteral("2")}).status, 1);
    QTRY_COMPARE_WITH_TIMEOUT(causeOfLast(), QStringLiteral("signature-of-other-delivery"), Kauntctl::patience);
}

void TestSending::signsInEachEncoding_data()
{
    QTest::addColumn<QString>("encoding");
    for (const char* encoding : {"hex", "base64", "base64url"})
        QTest::newRow(encoding) << QString::fromLatin1(encoding);
}

void TestSending::signsInEachEncoding()
{
    QFETCH(const QString, encoding);
    QCOMPARE(send({QStringLiteral("--encoding"), encoding, QStringLiteral("--count"), QStringLiteral("8")}).status, 0);
    QStringList read;
    const QList<QJsonObject> deliveries = received();
    for (const QJsonObject& delivery : deliveries)
        read.append(delivery.value(QStringLiteral("encoding")).toString());
    // Where a digest has neither + nor / nor their stand-ins, the two alphabets are one.
    QCOMPARE(read.contains(encoding), true);
    QCOMPARE(read.contains(QStringLiteral("hex")), encoding == QStringLiteral("hex"));
}

void TestSending::sendsAllAtOnce()
{
    const Ended ended = send({QStringLiteral("--burst"), QStringLiteral("--count"), QStringLiteral("60")});
    QCOMPARE(ended.status, 0);
    QCOMPARE(received().size(), 60);
}

/// Nobody listens there: a day of attempts is over soon.
void TestSending::givesUpSoonerInATimeLapse()
{
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(freePort());
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--json"),
                                                    QStringLiteral("--to"), url, QStringLiteral("--retry"),
                                                    QStringLiteral("--time-lapse"), QStringLiteral("100000")} +
                                        m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(text(lines.constFirst(), "type"), QStringLiteral("attempt")); // each is told as it is made
    QCOMPARE(text(lines.constLast(), "type"), QStringLiteral("sent"));
    QVERIFY(number(lines.constLast(), "attempt") > 10);
    QVERIFY(number(lines.constLast(), "attempt") < 40);
}

void TestSending::saysWhyNothingWasAnswered()
{
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(freePort());
    const Ended ended =
        m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("There was no answer from " + url.toUtf8()), ended.err.constData());
    QVERIFY2(ended.err.contains("Connection refused"), ended.err.constData());
}

void TestSending::sendsABodyAsItIs()
{
    m_kauntctl->write(QStringLiteral("body"), "\xff not JSON\r\n");
    const Ended ended = send({QStringLiteral("--body"), m_kauntctl->path(QStringLiteral("body"))});
    QCOMPARE(ended.status, 0);
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")});
    const QJsonObject delivery = QJsonDocument::fromJson(shown.out).object();
    QCOMPARE(QByteArray::fromBase64(delivery.value(QStringLiteral("bodyBase64")).toString().toLatin1()),
             QByteArray("\xff not JSON\r\n"));
    QVERIFY(!delivery.contains(QStringLiteral("body")));
    QCOMPARE(send({QStringLiteral("--body"), m_kauntctl->path(QStringLiteral("nowhere"))}).status, 3);
}

void TestSending::fillsATemplateIn()
{
    m_kauntctl->write(QStringLiteral("template"), R"({"Id":"{{Id}}","EventType":"ModelReady","CompanyName":"mine"})");
    const QString path = m_kauntctl->path(QStringLiteral("template"));
    QCOMPARE(send({QStringLiteral("--template"), path, QStringLiteral("--count"), QStringLiteral("2")}).status, 0);
    const QList<QJsonObject> deliveries = received();
    QCOMPARE(deliveries.size(), 2);
    QSet<QString> ids;
    for (const QJsonObject& delivery : deliveries) {
        const QJsonObject event = delivery.value(QStringLiteral("event")).toObject();
        QCOMPARE(event.value(QStringLiteral("companyName")).toString(), QStringLiteral("mine"));
        ids.insert(event.value(QStringLiteral("id")).toString());
    }
    QCOMPARE(ids.size(), 2);
    m_kauntctl->write(QStringLiteral("template"), R"({"Id":"{{ID}}","EventType":"ModelReady"})");
    const Ended odd = send({QStringLiteral("--template"), path});
    QCOMPARE(odd.status, 0);
    QVERIFY2(odd.err.contains("{{ID}}"), odd.err.constData());
}

void TestSending::sendsAChainOutOfOrder()
{
    QCOMPARE(
        send({QStringLiteral("--chain"), QStringLiteral("--count"), QStringLiteral("5"), QStringLiteral("--shuffle")})
            .status,
        0);
    QHash<QString, QStringList> typesByRequest;
    const QList<QJsonObject> deliveries = received();
    for (const QJsonObject& delivery : deliveries) {
        const QJsonObject event = delivery.value(QStringLiteral("event")).toObject();
        typesByRequest[event.value(QStringLiteral("correlationId")).toString()].append(
            event.value(QStringLiteral("eventType")).toString());
    }
    QCOMPARE(typesByRequest.size(), 5);
    for (QStringList types : std::as_const(typesByRequest)) {
        types.sort();
        QCOMPARE(types, documentChain());
    }
}

/// The default of the system: nothing of it is left to drain.
void TestSending::endsOnASignal()
{
    QProcess sender;
    m_kauntctl->begin(sender, QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"),
                                          m_url, QStringLiteral("--count"), QStringLiteral("1000000")} +
                                  m_kauntctl->secretFile());
    QVERIFY(!Kauntctl::nextLine(sender).isEmpty());
    ::kill(static_cast<pid_t>(sender.processId()), SIGINT);
    QVERIFY(sender.waitForFinished(Kauntctl::patience));
    QVERIFY(!received().isEmpty());
}

void TestSending::simulatesForSeveralTargets()
{
    const Kauntctl other;
    QProcess otherListener;
    const QString otherUrl = other.listen(otherListener);
    QProcess simulator;
    m_kauntctl->begin(simulator, QStringList{QStringLiteral("simulate"), QStringLiteral("--json"),
                                             QStringLiteral("--to"), m_url, QStringLiteral("--to"), otherUrl} +
                                     m_kauntctl->secretFile());
    const QJsonObject here = Kauntctl::nextLine(*m_listener);
    const QJsonObject there = Kauntctl::nextLine(otherListener);
    QVERIFY(!here.isEmpty());
    QCOMPARE(here.value(QStringLiteral("bodySha256")), there.value(QStringLiteral("bodySha256")));
    QCOMPARE(Kauntctl::end(simulator, SIGINT).status, 0);
    QCOMPARE(Kauntctl::end(otherListener, SIGINT).status, 0);
}

/// And says of each that it is one.
void TestSending::simulatesWrongSignaturesOnRequest()
{
    QProcess simulator;
    m_kauntctl->begin(simulator,
                      QStringList{QStringLiteral("simulate"), QStringLiteral("--json"), QStringLiteral("--to"), m_url,
                                  QStringLiteral("--wrong-signatures"), QStringLiteral("100")} +
                          m_kauntctl->secretFile());
    QJsonObject line;
    do
        line = Kauntctl::nextLine(simulator);
    while (!line.isEmpty() && line.value(QStringLiteral("status")).toInt() != 401);
    QVERIFY(line.value(QStringLiteral("wronglySigned")).toBool());
    QCOMPARE(Kauntctl::end(simulator, SIGINT).status, 0);
}

void TestSending::refusesWrongShares_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options : {"--wrong-signatures 8", "--to http://h/ --wrong-signatures -1",
                                "--to http://h/ --wrong-signatures 101", "--to http://h/ --wrong-signatures some"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestSending::refusesWrongShares()
{
    QFETCH(const QString, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("simulate")} + options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("--wrong-signatures"), ended.err.constData());
}

QTEST_GUILESS_MAIN(TestSending)
#include "test_sending.moc"
