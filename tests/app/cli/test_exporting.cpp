// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/support/filecontent.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Sent as it stands, in one connection; the status line of the answer.
QByteArray call(const QUrl& url, const QByteArray& methodAndTarget, const QByteArray& headers, const QByteArray& body)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(Kauntctl::patience))
        return {};
    socket.write(methodAndTarget + " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(Kauntctl::patience)) {
    }
    return socket.readAll().split('\r').value(0);
}

QByteArray post(const QUrl& url, const QByteArray& headers, const QByteArray& body)
{
    return call(url, "POST " + url.path().toLatin1(), headers, body);
}

QByteArray signature(const QByteArray& body)
{
    return "X-Signature-SHA256: " + hmacSha256("whsec", body).toHex() + "\r\n";
}

/// Bodies that a shell is bound to spoil.
QList<QByteArray> awkwardBodies()
{
    QByteArray allBytes;
    for (int value = 0; value < 256; ++value)
        allBytes += static_cast<char>(value);
    return {
        "{\"Id\":\"1\",\"EventType\":\"ModelReady\",\"CompanyName\":\"N\xc3\xb8rre \xf0\x9f\x98\x80 O'Neil\"}",
        allBytes + allBytes,
        QByteArray("\0", 1),
        "",
        "\n\n",
        "'; echo \"$(id)\" `id` \\0 \\' %s \\c\r\n",
        QByteArray(500'000, '\'') + "{}",
    };
}

} // namespace

/// kauntctl export from outside.
class TestExporting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void printsWhatShowPrints();
    void sendsAgainByteForByte();
    void sendsToThePathOfAnAbsoluteTarget();
    void makesNoDeliveryOfARequestThatWasNone();
    void endsWithOneWhereSomethingWasRefused();
    void signsWithAnySecret_data();
    void signsWithAnySecret();
    void writesAnyFormatToAFileBesideJson();
    void replacesAFileOnlyWhole();
    void leavesTheFilesOfTheProgram_data();
    void leavesTheFilesOfTheProgram();
    void redactsAndTells();
    void leaksNothingWhereSecretsAreNotRead();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_kauntctl->path(name); }
    [[nodiscard]] Ended exportAs(const QString& format, const QStringList& more = {}) const;
    [[nodiscard]] Ended runScript(const QByteArray& script, const QByteArray& secret) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    QUrl m_url;
};

void TestExporting::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
    m_url = QUrl(m_kauntctl->listen(*m_listener));
    QVERIFY(m_url.isValid());
}

void TestExporting::cleanup()
{
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
}

Ended TestExporting::exportAs(const QString& format, const QStringList& more) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("export"), QStringLiteral("--format"), format} + more);
}

Ended TestExporting::runScript(const QByteArray& script, const QByteArray& secret) const
{
    m_kauntctl->write(QStringLiteral("again.sh"), script);
    QProcess bash;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QString::fromUtf8(secret));
    environment.insert(QStringLiteral("KAUNT_URL"), m_url.toString(QUrl::RemovePath));
    bash.setProcessEnvironment(environment);
    bash.start(QStringLiteral("bash"), {path(QStringLiteral("again.sh"))});
    if (!bash.waitForFinished(Kauntctl::patience))
        return {};
    return {bash.exitCode(), bash.readAllStandardOutput(), bash.readAllStandardError()};
}

void TestExporting::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options : {"", "--format xml", "--format csv --filter type:", "--format csv a b",
                                "--json --format csv", "--json --format har -", "--json --format curl"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestExporting::refusesWrongUsage()
{
    QFETCH(const QString, options);
    const Ended ended =
        m_kauntctl->run(QStringList{QStringLiteral("export")} + options.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(ended.err.startsWith("kauntctl: "));
}

void TestExporting::printsWhatShowPrints()
{
    QCOMPARE(post(m_url, signature("{}"), "{}"), "HTTP/1.1 200 OK");
    QCOMPARE(post(m_url, signature("{}"), "{}"), "HTTP/1.1 200 OK");
    QCOMPARE(post(m_url, {}, "\xff"), "HTTP/1.1 401 Unauthorized");
    // How long storing took is written down later: it is known for certain once the receiver has ended.
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    const Ended all = exportAs(QStringLiteral("jsonl"), {QStringLiteral("-")});
    QCOMPARE(all.status, 0);
    const QList<QByteArray> lines = all.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    const auto shown = [this](int number) {
        return m_kauntctl->run({QStringLiteral("show"), QStringLiteral("--json"), QString::number(number)}).out;
    };
    QCOMPARE(lines.at(0) + '\n', shown(1));
    QCOMPARE(lines.at(1) + '\n', shown(2));
    const QByteArray refused = shown(3); // what the log says of it stands behind it
    QVERIFY2(refused.startsWith(lines.at(2).chopped(1) + ",\"series\":{"), refused.constData());
    const Ended some = exportAs(QStringLiteral("csv"), {QStringLiteral("--filter"), QStringLiteral("verdict:missing")});
    QCOMPARE(some.out.count("\r\n"), 2);
    QVERIFY(some.err.contains("1 delivery exported"));
    m_listener = std::make_unique<QProcess>();
    QVERIFY(!m_kauntctl->listen(*m_listener).isEmpty());
}

void TestExporting::sendsAgainByteForByte()
{
    const QList<QByteArray> bodies = awkwardBodies();
    for (const QByteArray& body : bodies)
        QCOMPARE(post(m_url,
                      signature(body) + "Content-Type: application/json; charset=\"utf-8\"\r\nX-Empty:\r\n"
                                        "X-Odd: it's $(id) \xe6 \\n\r\nAuthorization: Basic c2VjcmV0\r\n",
                      body),
                 "HTTP/1.1 200 OK");
    // What was refused goes with a right signature, and in its own encoding.
    QCOMPARE(post(m_url, "X-Signature-SHA256: sha256=" + QByteArray(32, 'x').toBase64() + "\r\nTransfer-Coding: x\r\n",
                  "{\"a\":1}"),
             "HTTP/1.1 401 Unauthorized");
    const Ended script = exportAs(QStringLiteral("curl"));
    QCOMPARE(script.status, 0);
    QVERIFY(!script.out.contains("c2VjcmV0") && !script.out.contains("whsec\n"));
    const Ended again = runScript(script.out, "whsec");
    QCOMPARE(again.err, QByteArray());
    QCOMPARE(again.status, 0);
    QCOMPARE(again.out.count("\"accepted\""), bodies.size() + 1);

    const QList<QJsonObject> all = objectsOf(exportAs(QStringLiteral("jsonl")).out);
    const auto sent = bodies.size() + 1;
    QCOMPARE(all.size(), 2 * sent);
    const auto comparable = [](const QJsonObject& object) {
        QJsonObject kept;
        for (const char* key : {"bodySha256", "bodyBytes", "body", "bodyBase64"})
            kept.insert(QLatin1String(key), object.value(QLatin1String(key)));
        QJsonArray headers;
        const QJsonArray each = object.value(QStringLiteral("headers")).toArray();
        for (const auto& header : each) {
            static const QStringList differ{QStringLiteral("Host"), QStringLiteral("Connection"),
                                            QStringLiteral("Authorization"), QStringLiteral("X-Signature-SHA256"),
                                            QStringLiteral("Content-Length")};
            if (!differ.contains(header.toArray().at(0).toString()))
                headers.append(header);
        }
        kept.insert(QStringLiteral("headers"), headers);
        return kept;
    };
    for (qsizetype i = 0; i < sent; ++i) {
        QCOMPARE(comparable(all.at(i + sent)), comparable(all.at(i)));
        QCOMPARE(all.at(i + sent).value(QStringLiteral("verdict")), QStringLiteral("verified"));
        QCOMPARE(all.at(i + sent).value(QStringLiteral("encoding")), all.at(i).value(QStringLiteral("encoding")));
    }
}

void TestExporting::sendsToThePathOfAnAbsoluteTarget()
{
    QCOMPARE(call(m_url, "POST http://desk" + m_url.path().toLatin1() + "?a=1", signature("{}"), "{}"),
             "HTTP/1.1 200 OK");
    const Ended again = runScript(exportAs(QStringLiteral("curl")).out, "whsec");
    QVERIFY2(again.out.contains("\"accepted\""), (again.out + again.err).constData());
    const QJsonObject sent = objectsOf(exportAs(QStringLiteral("jsonl")).out).value(1);
    QCOMPARE(text(sent, "target"), m_url.path() + QStringLiteral("?a=1"));
}

void TestExporting::makesNoDeliveryOfARequestThatWasNone()
{
    QCOMPARE(call(m_url, "GET " + m_url.path().toLatin1(), {}, {}), "HTTP/1.1 405 Method Not Allowed");
    QCOMPARE(call(m_url, "POST /elsewhere", {}, {}), "HTTP/1.1 404 Not Found");
    const QStringList filter{QStringLiteral("--filter"), QStringLiteral("verdict:misdirected")};
    // Which are answered before they are in the log.
    QTRY_COMPARE_WITH_TIMEOUT(exportAs(QStringLiteral("curl"), filter).out.count("\n# is left out"), 2,
                              Kauntctl::patience);
    const Ended script = exportAs(QStringLiteral("curl"), filter);
    QVERIFY2(script.out.contains("'POST /elsewhere'"), script.out.constData());
    const Ended again = runScript(script.out, "whsec");
    QCOMPARE(again.status, 0);
    QCOMPARE(again.out + again.err, QByteArray());
    QCOMPARE(exportAs(QStringLiteral("jsonl")).out, QByteArray());
}

void TestExporting::endsWithOneWhereSomethingWasRefused()
{
    for (const char* body : {"{\"a\":1}", "{\"a\":2}"})
        QCOMPARE(post(m_url, signature(body), body), "HTTP/1.1 200 OK");
    const QByteArray script = exportAs(QStringLiteral("curl")).out;
    Ended again = runScript(script, "wrong");
    QCOMPARE(again.status, 1);
    QCOMPARE(again.err, QByteArray("Not answered 2xx: 2 of 2.\n"));
    QVERIFY2(again.out.startsWith("delivery 1: 401 {"), again.out.constData());
    m_url.setPort(1); // nobody's
    again = runScript(script, "whsec");
    QCOMPARE(again.status, 1);
    QVERIFY2(again.out.startsWith("delivery 1: 000"), again.out.constData());
    QVERIFY2(again.err.endsWith("Not answered 2xx: 2 of 2.\n"), again.err.constData());
}

void TestExporting::signsWithAnySecret_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("quotes and blanks") << QByteArray(" a'\"$(id)\\0 %s ");
    QTest::newRow("not ASCII") << QByteArray("n\xc3\xb8gle\xf0\x9f\x98\x80");
    QTest::newRow("a block") << QByteArray(64, 'k');
    QTest::newRow("longer than a block") << QByteArray(65, 'k');
    QTest::newRow("one letter") << QByteArray("k");
}

void TestExporting::signsWithAnySecret()
{
    QFETCH(const QByteArray, secret);
    QCOMPARE(post(m_url, {}, "{}"), "HTTP/1.1 401 Unauthorized");
    const Ended script = exportAs(QStringLiteral("curl"));
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    m_kauntctl->write(QStringLiteral("secret"), secret);
    m_listener = std::make_unique<QProcess>();
    m_url = QUrl(m_kauntctl->listen(*m_listener));
    const Ended again = runScript(script.out, secret);
    QVERIFY2(again.out.contains("\"accepted\""), (again.out + again.err).constData());
}

void TestExporting::writesAnyFormatToAFileBesideJson()
{
    const QString json = QStringLiteral("--json");
    const Ended toFile = exportAs(QStringLiteral("csv"), {json, path(QStringLiteral("all.csv"))});
    QCOMPARE(toFile.status, 0);
    QCOMPARE(toFile.out, QByteArray());
    QVERIFY(QFile::exists(path(QStringLiteral("all.csv"))));
    QCOMPARE(text(objectsOf(exportAs(QStringLiteral("csv"), {json, QStringLiteral("--preview")}).out).value(0), "type"),
             QStringLiteral("preview"));
    QCOMPARE(exportAs(QStringLiteral("jsonl"), {json}).status, 0);
}

void TestExporting::replacesAFileOnlyWhole()
{
    QCOMPARE(post(m_url, signature("{}"), "{}"), "HTTP/1.1 200 OK");
    const Ended preview = exportAs(QStringLiteral("har"), {QStringLiteral("--preview")});
    QVERIFY2(preview.out.startsWith("1 delivery.\n"), preview.out.constData());
    m_kauntctl->write(QStringLiteral("events.har"), "what stood there before");
    const Ended ended = exportAs(QStringLiteral("har"), {path(QStringLiteral("events.har"))});
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.isEmpty());
    QFile file(path(QStringLiteral("events.har")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll())
                 .object()
                 .value(QStringLiteral("log"))
                 .toObject()
                 .value(QStringLiteral("entries"))
                 .toArray()
                 .size(),
             1);
    const Ended failed = exportAs(QStringLiteral("har"), {path(QStringLiteral("no/such/folder.har"))});
    QCOMPARE(failed.status, 3);
    QVERIFY2(failed.err.contains("could not be written") && failed.err.contains("There is no folder"),
             failed.err.constData());
    const Ended onFolder = exportAs(QStringLiteral("har"), {path(QString())});
    QCOMPARE(onFolder.status, 3);
    QVERIFY2(onFolder.err.contains("That is a folder"), onFolder.err.constData());
    QCOMPARE(exportAs(QStringLiteral("csv"), {QStringLiteral("/dev/full")}).status, 3);
}

void TestExporting::leavesTheFilesOfTheProgram_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"data/events.sqlite", "data/events.sqlite-wal", "data/../data/search.sqlite",
                             "settings.conf", "secrets", "secret", "link"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestExporting::leavesTheFilesOfTheProgram()
{
    QFETCH(const QString, name);
    QCOMPARE(post(m_url, signature("{}"), "{}"), "HTTP/1.1 200 OK");
    QVERIFY(QFile::link(path(QStringLiteral("data/events.sqlite")), path(QStringLiteral("link"))));
    m_kauntctl->write(QStringLiteral("settings.conf"), "[endpoints]\n");
    const QByteArray before = contentOf(path(name));
    const Ended ended = exportAs(QStringLiteral("jsonl"), m_kauntctl->secretFile() + QStringList{path(name)});
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("would be overwritten"), ended.err.constData());
    if (!name.startsWith(QLatin1String("data"))) // where the receiver is at work
        QCOMPARE(contentOf(path(name)), before);
    QCOMPARE(objectsOf(exportAs(QStringLiteral("jsonl")).out).size(), 1);
}

void TestExporting::redactsAndTells()
{
    QCOMPARE(post(m_url, signature("{}") + "Cookie: session=t0psecret\r\nX-Leak: whsec-leaked\r\n", "{}"),
             "HTTP/1.1 200 OK");
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_CLIENT_SECRET"), QStringLiteral("whsec-leaked"));
    for (const char* format : {"jsonl", "har", "csv", "curl"}) {
        const Ended ended = exportAs(QLatin1String(format));
        QCOMPARE(ended.status, 0);
        QVERIFY2(!ended.out.contains("t0psecret") && !ended.out.contains("whsec-leaked"), format);
        QVERIFY2(ended.err.contains("Cookie (1), secret (1)"), ended.err.constData());
    }
}

/// A store that others may read is not used; what is in it is not known, and may stand in any delivery.
void TestExporting::leaksNothingWhereSecretsAreNotRead()
{
    QCOMPARE(post(m_url, signature("{}"), "{}"), "HTTP/1.1 200 OK");
    m_kauntctl->write(QStringLiteral("settings.conf"),
                      "[endpoints]\n1\\name=default\n1\\path=/webhooks/kaunt\n1\\secrets\\1\\name=primary\n"
                      "1\\secrets\\size=1\nsize=1\n");
    m_kauntctl->write(QStringLiteral("secrets"), "{}");
    QVERIFY(QFile::setPermissions(path(QStringLiteral("secrets")), QFileDevice::ReadOwner | QFileDevice::ReadOther));
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_SECRET_STORE"), QStringLiteral("file"));
    const Ended refused = exportAs(QStringLiteral("jsonl"));
    QVERIFY2(refused.status == 3, refused.err.constData());
    QVERIFY(refused.out.isEmpty());
    QVERIFY2(refused.err.contains("Nothing was exported"), refused.err.constData());
    QCOMPARE(exportAs(QStringLiteral("jsonl"), m_kauntctl->secretFile()).status, 0);
}

QTEST_GUILESS_MAIN(TestExporting)
#include "test_exporting.moc"
