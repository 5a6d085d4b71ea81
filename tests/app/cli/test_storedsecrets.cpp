// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"
#include "tests/app/cli/kauntctl.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr auto ownersOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

/// kauntctl with settings of several endpoints, whose secrets are kept (contracts.md section 3): what is given goes
/// before what is kept, and for the first endpoint only.
class TestStoredSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void replacesThoseOfTheFirstEndpointOnly_data();
    void replacesThoseOfTheFirstEndpointOnly();
    void namesEachEndpointWithoutASecret();
    void signsWithWhatIsKept();
    void signsWronglyWithWhatIsKept();
    void endsWithThreeWhereTheyCannotBeRead_data();
    void endsWithThreeWhereTheyCannotBeRead();
    void refusesAnUnknownStore();
    void saysThatAMarkStandsBeforeTheSecret();
    void saysThatTheSettingsAreNotThere();
    void refusesThePathOfAnotherEndpoint_data();
    void refusesThePathOfAnotherEndpoint();
    void saysOfWhichEndpointASecretIs();
    void saysOfWhichEndpointAFaultIs_data();
    void saysOfWhichEndpointAFaultIs();
    void comparesWithThoseOfTheEndpoint();
    void knowsAnApiKeyInPlaceOfTheSecret();

private:
    void keep(const QJsonObject& secrets, QFileDevice::Permissions permissions = ownersOnly) const;
    [[nodiscard]] int sendTo(const QString& url, const QByteArray& secret) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
};

void TestStoredSecrets::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_kauntctl->write(
        QStringLiteral("settings.conf"),
        "[endpoints]\nsize=2\n1\\name=default\n1\\path=/one\n1\\secrets\\size=1\n1\\secrets\\1\\name=main\n"
        "2\\name=zweite\n2\\path=/two\n2\\secrets\\size=1\n2\\secrets\\1\\name=main\n");
    keep({{QStringLiteral("webhook/default/main"), QStringLiteral("b25l")},  // one
          {QStringLiteral("webhook/zweite/main"), QStringLiteral("dHdv")}}); // two
}

void TestStoredSecrets::keep(const QJsonObject& secrets, QFileDevice::Permissions permissions) const
{
    m_kauntctl->write(QStringLiteral("secrets"), QJsonDocument(secrets).toJson());
    QVERIFY(QFile::setPermissions(m_kauntctl->path(QStringLiteral("secrets")), permissions));
}

int TestStoredSecrets::sendTo(const QString& url, const QByteArray& secret) const
{
    m_kauntctl->write(QStringLiteral("other-secret"), secret);
    return m_kauntctl
        ->run({QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--secret-file"),
               m_kauntctl->path(QStringLiteral("other-secret"))})
        .status;
}

void TestStoredSecrets::replacesThoseOfTheFirstEndpointOnly_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::newRow("by a file") << true;
    QTest::newRow("by the environment") << false;
}

void TestStoredSecrets::replacesThoseOfTheFirstEndpointOnly()
{
    QFETCH(const bool, isFile);
    if (!isFile)
        m_kauntctl->environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QStringLiteral("whsec"));
    QProcess listener;
    m_kauntctl->begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--json"),
                                            QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                                    (isFile ? m_kauntctl->secretFile() : QStringList()));
    const QString first = text(Kauntctl::nextLine(listener), "url");
    const QString second = text(Kauntctl::nextLine(listener), "url");
    QVERIFY(first.endsWith(QStringLiteral("/one")) && second.endsWith(QStringLiteral("/two")));
    QCOMPARE(sendTo(first, "whsec"), 0);
    QCOMPARE(sendTo(first, "one"), 1);
    QCOMPARE(sendTo(second, "two"), 0);
    QCOMPARE(sendTo(second, "whsec"), 1);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestStoredSecrets::namesEachEndpointWithoutASecret()
{
    keep({});
    QProcess listener;
    QVERIFY(!m_kauntctl->listen(listener).isEmpty());
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QVERIFY2(ended.err.contains("zweite"), ended.err.constData());
    QVERIFY2(!ended.err.contains("default"), ended.err.constData());
}

void TestStoredSecrets::signsWithWhatIsKept()
{
    m_kauntctl->write(QStringLiteral("secret"), "one");
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    const QString second = text(Kauntctl::nextLine(listener), "url");
    QProcess simulator;
    m_kauntctl->begin(simulator, {QStringLiteral("simulate"), QStringLiteral("--json"), QStringLiteral("--to"), url});
    QCOMPARE(text(Kauntctl::nextOf(listener, "delivery"), "verdict"), QStringLiteral("verified"));
    QCOMPARE(Kauntctl::end(simulator, SIGTERM).status, 0);
    QCOMPARE(m_kauntctl->run({QStringLiteral("send"), QStringLiteral("--to"), url}).status, 0);
    const Ended toSecond = m_kauntctl->run({QStringLiteral("send"), QStringLiteral("--to"), second});
    QCOMPARE(toSecond.status, 0);
    QVERIFY2(toSecond.err.contains("the secret “main” of the endpoint “zweite”"), toSecond.err.constData());
    QCOMPARE(m_kauntctl->run({QStringLiteral("path-test"), second}).status, 0);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestStoredSecrets::signsWronglyWithWhatIsKept()
{
    const auto wrongly = [](const QString& url, const char* fault) {
        return QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--fault"),
                           QString::fromLatin1(fault)};
    };
    const Ended none = m_kauntctl->run(wrongly(QStringLiteral("http://127.0.0.1:1/one"), "secret-retired"));
    QCOMPARE(none.status, 2);
    QVERIFY2(none.err.contains("--fault-secret-file"), none.err.constData());
    m_kauntctl->write(
        QStringLiteral("settings.conf"),
        "[endpoints]\nsize=2\n1\\name=default\n1\\path=/one\n1\\secrets\\size=2\n1\\secrets\\1\\name=main\n"
        "1\\secrets\\2\\name=old\n1\\secrets\\2\\retired=true\n"
        "2\\name=zweite\n2\\path=/two\n2\\secrets\\size=1\n2\\secrets\\1\\name=main\n");
    keep({{QStringLiteral("webhook/default/main"), QStringLiteral("b25l")},  // one
          {QStringLiteral("webhook/default/old"), QStringLiteral("b2xk")},   // old
          {QStringLiteral("webhook/zweite/main"), QStringLiteral("dHdv")}}); // two
    QProcess listener;
    m_kauntctl->begin(listener, {QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                 QStringLiteral("127.0.0.1:0")});
    const QString url = text(Kauntctl::nextLine(listener), "url");
    const auto causeOfLast = [this] {
        const Ended events = m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--json")});
        const QJsonObject last = objectsOf(events.out).value(0);
        return text(last.value(QStringLiteral("diagnosis")).toObject(), "cause");
    };
    for (const char* fault : {"secret-retired", "secret-of-other-endpoint"}) {
        QCOMPARE(m_kauntctl->run(wrongly(url, fault)).status, 1);
        QTRY_COMPARE_WITH_TIMEOUT(causeOfLast(), QString::fromLatin1(fault), Kauntctl::patience);
    }
    m_kauntctl->write(QStringLiteral("wrong"), "two");
    const QStringList given = wrongly(url, "secret-retired") + QStringList{QStringLiteral("--fault-secret-file"),
                                                                           m_kauntctl->path(QStringLiteral("wrong"))};
    QCOMPARE(m_kauntctl->run(given).status, 1);
    QTRY_COMPARE_WITH_TIMEOUT(causeOfLast(), QStringLiteral("secret-of-other-endpoint"), Kauntctl::patience);
    const QStringList same{QStringLiteral("--secret-file"), m_kauntctl->path(QStringLiteral("wrong"))};
    QCOMPARE(m_kauntctl->run(given + same).status, 2);
    QStringList otherFault = given;
    otherFault[4] = QStringLiteral("wrong-secret");
    QCOMPARE(m_kauntctl->run(otherFault).status, 2);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestStoredSecrets::endsWithThreeWhereTheyCannotBeRead_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"send --to http://127.0.0.1:1/", "verify --signature s", "check http://127.0.0.1:1/",
                                "path-test http://127.0.0.1:1/", "simulate --to http://127.0.0.1:1/"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestStoredSecrets::endsWithThreeWhereTheyCannotBeRead()
{
    QFETCH(const QString, command);
    keep({}, ownersOnly | QFileDevice::ReadOther);
    const Ended ended = m_kauntctl->run(command.split(u' '));
    QCOMPARE(ended.status, 3);
    QCOMPARE(ended.err.count('\n'), 1); // the reason, and nothing of a missing secret
}

void TestStoredSecrets::refusesAnUnknownStore()
{
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_SECRET_STORE"), QStringLiteral("keyrings"));
    const Ended ended = m_kauntctl->run({QStringLiteral("events")});
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("KAUNT_SECRET_STORE"), ended.err.constData());
}

/// As an editor of Windows writes it.
void TestStoredSecrets::saysThatAMarkStandsBeforeTheSecret()
{
    m_kauntctl->write(QStringLiteral("secret"), "\xef\xbb\xbfwhsec");
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--quiet")}); // it needs attention
    QCOMPARE(sendTo(url, "\xef\xbb\xbfwhsec"), 0);
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QVERIFY2(ended.err.contains("byte-order mark"), ended.err.constData());
}

void TestStoredSecrets::saysThatTheSettingsAreNotThere()
{
    const QStringList command = QStringList{QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("csv"),
                                            QStringLiteral("--quiet")};
    QProcess listener;
    QVERIFY(!m_kauntctl->listen(listener).isEmpty());
    QVERIFY(!Kauntctl::end(listener, SIGTERM).err.contains("settings file"));
    QVERIFY(QFile::remove(m_kauntctl->path(QStringLiteral("settings.conf"))));
    const Ended told = m_kauntctl->run(command.first(3));
    QCOMPARE(told.status, 0);
    QVERIFY2(told.err.contains(m_kauntctl->path(QStringLiteral("settings.conf")).toUtf8()), told.err.constData());
    QCOMPARE(m_kauntctl->run(command).err, QByteArray());
}

void TestStoredSecrets::refusesThePathOfAnotherEndpoint_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("/two") << 2;
    QTest::newRow("/t%77o") << 2; // the same, spelled otherwise
    QTest::newRow("no path") << 2;
    QTest::newRow("/three") << 0;
}

void TestStoredSecrets::refusesThePathOfAnotherEndpoint()
{
    QFETCH(const int, status);
    const QString path = QString::fromLatin1(QTest::currentDataTag());
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--path"), path});
    QCOMPARE(url.isEmpty(), status != 0);
    if (status == 0)
        QVERIFY(url.endsWith(path));
    else
        QVERIFY(listener.state() == QProcess::NotRunning || listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(status == 0 ? Kauntctl::end(listener, SIGTERM).status : listener.exitCode(), status);
}

/// It is accepted there only.
void TestStoredSecrets::saysOfWhichEndpointASecretIs()
{
    const QString signature = QString::fromLatin1(hmacSha256("two", "{}").toHex());
    const QStringList verify{QStringLiteral("verify"), QStringLiteral("--signature"), signature};
    const Ended told = m_kauntctl->run(verify, "{}");
    QCOMPARE(told.status, 0);
    QVERIFY2(told.out.contains("zweite"), told.out.constData());
    const Ended asJson = m_kauntctl->run(verify + QStringList{QStringLiteral("--json")}, "{}");
    QCOMPARE(text(objectsOf(asJson.out).value(0), "endpoint"), QStringLiteral("zweite"));
}

void TestStoredSecrets::saysOfWhichEndpointAFaultIs_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("endpoint");
    QTest::newRow("of the first") << QByteArray("one") << QStringLiteral("body-newline") << QStringLiteral("default");
    QTest::newRow("of the second") << QByteArray("two") << QStringLiteral("body-newline") << QStringLiteral("zweite");
    QTest::newRow("of none") << QByteArray("three-and-a-half") << QStringLiteral("unknown") << QString();
}

/// Each calls its secret "main".
void TestStoredSecrets::saysOfWhichEndpointAFaultIs()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QString, endpoint);
    const QString signature = QString::fromLatin1(hmacSha256(secret, "{}\n").toHex());
    const QStringList verify{QStringLiteral("verify"), QStringLiteral("--signature"), signature};
    const Ended told = m_kauntctl->run(verify, "{}");
    QCOMPARE(told.status, 1);
    for (const char* each : {"default", "zweite"})
        QVERIFY2(told.out.contains(each) == (endpoint == QLatin1String(each)), told.out.constData());
    const QJsonObject line =
        objectsOf(m_kauntctl->run(verify + QStringList{QStringLiteral("--json")}, "{}").out).value(0);
    QTEST(text(line.value(QStringLiteral("diagnosis")).toObject(), "cause"), "cause");
    QCOMPARE(text(line, "endpoint"), endpoint);
}

void TestStoredSecrets::comparesWithThoseOfTheEndpoint()
{
    QProcess listener;
    m_kauntctl->begin(listener, {QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                 QStringLiteral("127.0.0.1:0")});
    QVERIFY(!Kauntctl::nextLine(listener).isEmpty());
    QCOMPARE(sendTo(text(Kauntctl::nextLine(listener), "url"), "one"), 1); // to the second
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
    const QJsonObject told =
        objectsOf(m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("1")}).out)
            .value(0);
    const QByteArray body = text(told, "body").toUtf8();
    const QByteArray shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1")}).out;
    QVERIFY2(shown.contains("Signature, with the secret “main”\n"), shown.constData());
    QVERIFY2(shown.contains("  computed " + hmacSha256("two", body).toHex()), shown.constData());
    QVERIFY2(!shown.contains("  computed " + hmacSha256("one", body).toHex()), shown.constData());
}

/// With which nothing is fetched here: what the settings have of it is for the diagnosis.
void TestStoredSecrets::knowsAnApiKeyInPlaceOfTheSecret()
{
    m_kauntctl->write(QStringLiteral("settings.conf"),
                      "[api]\nclientId=client\n[endpoints]\nsize=1\n1\\name=default\n1\\path=/one\n"
                      "1\\secrets\\size=1\n1\\secrets\\1\\name=main\n");
    keep({{QStringLiteral("webhook/default/main"), QStringLiteral("b25l")},
          {QStringLiteral("api/default"), QString::fromLatin1(QByteArray("client-secret").toBase64())}});
    QProcess listener;
    m_kauntctl->begin(listener, {QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                 QStringLiteral("127.0.0.1:0")}); // with what is kept
    QCOMPARE(sendTo(text(Kauntctl::nextLine(listener), "url"), "client-secret"), 1);
    const auto encoding = [this] {
        const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("1")});
        const QJsonObject diagnosis = objectsOf(shown.out).value(0).value(QStringLiteral("diagnosis")).toObject();
        return text(diagnosis.value(QStringLiteral("detail")).toObject(), "encoding");
    };
    QTRY_COMPARE_WITH_TIMEOUT(encoding(), QStringLiteral("api-secret"), Kauntctl::patience);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

QTEST_GUILESS_MAIN(TestStoredSecrets)
#include "test_storedsecrets.moc"
