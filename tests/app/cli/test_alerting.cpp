// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nodeendpoint.h"
#include "tests/support/filecontent.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace kaunt::test;

namespace {

QJsonObject detailOf(const QJsonObject& alert)
{
    return alert.value(QStringLiteral("detail")).toObject();
}

} // namespace

/// The alerts of kauntctl listen, as those who read its lines, its command's input or its webhook see them.
class TestAlerting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void tellsABurstAsALine();
    void tellsAFailureAndARepeat();
    void tellsDrift();
    void tellsAForwardTargetThatIsDown();
    void tellsPeopleOnStderr();
    void isQuietWhenAskedTo();
    void takesItsRulesFromTheSettings();
    void tellsACommand();
    void tellsAWebhook();
    void goesOnWhereNobodyIsToBeTold();

private:
    [[nodiscard]] Ended send(const QString& url, const QStringList& options) const;
    /// So many that are refused.
    void sendRefused(const QString& url, int count) const;
    [[nodiscard]] QByteArray content(const QString& name) const;
    [[nodiscard]] static bool endsOnTerm(QProcess& listener, QByteArray* errors = nullptr);

    std::unique_ptr<Kauntctl> m_kauntctl;
};

void TestAlerting::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
}

Ended TestAlerting::send(const QString& url, const QStringList& options) const
{
    return m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile() +
                           options);
}

void TestAlerting::sendRefused(const QString& url, int count) const
{
    const Ended sent = send(url, {QStringLiteral("--fault"), QStringLiteral("wrong-secret"), QStringLiteral("--count"),
                                  QString::number(count)});
    QCOMPARE(sent.status, 1);
}

QByteArray TestAlerting::content(const QString& name) const
{
    return contentOf(m_kauntctl->path(name));
}

bool TestAlerting::endsOnTerm(QProcess& listener, QByteArray* errors)
{
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    if (errors)
        *errors = ended.err;
    return ended.status == 0;
}

void TestAlerting::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("options");
    for (const char* options :
         {"--alert-command /nowhere/at-all", "--alert-command /etc", "--alert-url h.example", "--alert-url ftp://h/",
          "--alert-url http://me:pass@h/", "--no-alerts --alert-url http://h/", "--alert-url"})
        QTest::newRow(options) << QString::fromLatin1(options);
}

void TestAlerting::refusesWrongUsage()
{
    QFETCH(const QString, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + options.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(!ended.err.contains("pass@"));
}

void TestAlerting::tellsABurstAsALine()
{
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    sendRefused(url, 3);
    const QJsonObject alert = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(alert, "rule"), QStringLiteral("refused-burst"));
    QVERIFY(QDateTime::fromString(text(alert, "at"), Qt::ISODateWithMs).isValid());
    QVERIFY(text(alert, "at").endsWith(u'Z'));
    QCOMPARE(alert.value(QStringLiteral("deliveries")).toArray(), (QJsonArray{1, 2, 3}));
    QCOMPARE(detailOf(alert), (QJsonObject{{QStringLiteral("count"), 3},
                                           {QStringLiteral("cause"), QStringLiteral("unknown")},
                                           {QStringLiteral("causes"), QJsonObject{{QStringLiteral("unknown"), 3}}}}));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsAFailureAndARepeat()
{
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--answer"), QStringLiteral("fail-next=1")});
    const Ended sent = send(url, {QStringLiteral("--event"), QStringLiteral("DocumentAIDocumentResultFailed"),
                                  QStringLiteral("--retry"), QStringLiteral("--time-lapse"), QStringLiteral("20")});
    QCOMPARE(sent.status, 0);
    const QJsonObject failed = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(failed, "rule"), QStringLiteral("failed-event"));
    QCOMPARE(text(detailOf(failed), "eventType"), QStringLiteral("DocumentAIDocumentResultFailed"));
    const QJsonObject repeated = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(repeated, "rule"), QStringLiteral("repeated"));
    QCOMPARE(detailOf(repeated).value(QStringLiteral("status")).toInt(), 503);
    QCOMPARE(repeated.value(QStringLiteral("deliveries")).toArray(), QJsonArray{2});
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsDrift()
{
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    const QStringList sample{QStringLiteral("--event"), QStringLiteral("ModelReady")};
    QCOMPARE(send(url, sample + QStringList{QStringLiteral("--count"), QStringLiteral("2")}).status, 0);
    QCOMPARE(send(url, sample + QStringList{QStringLiteral("--fault"), QStringLiteral("unknown-fields")}).status, 0);
    const QJsonObject alert = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(alert, "rule"), QStringLiteral("drift"));
    QCOMPARE(alert.value(QStringLiteral("deliveries")).toArray(), QJsonArray{3});
    const QJsonArray findings = detailOf(alert).value(QStringLiteral("findings")).toArray();
    QVERIFY(!findings.isEmpty());
    QCOMPARE(text(findings.at(0).toObject(), "kind"), QStringLiteral("new-field"));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsAForwardTargetThatIsDown()
{
    NodeEndpoint node;
    const QString target = node.url(QStringLiteral("/in?token=t0ken"));
    node.kill();
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--forward-to"), target});
    QCOMPARE(send(url, {}).status, 0);
    const QJsonObject alert = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(alert, "rule"), QStringLiteral("forward-failing"));
    QCOMPARE(detailOf(alert).value(QStringLiteral("down")), QJsonValue(true));
    QVERIFY(!QJsonDocument(alert).toJson().contains("t0ken"));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsPeopleOnStderr()
{
    QProcess listener;
    m_kauntctl->begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--listen"),
                                            QStringLiteral("127.0.0.1:0"), QStringLiteral("--quiet")} +
                                    m_kauntctl->secretFile());
    while (!listener.canReadLine())
        QVERIFY(listener.waitForReadyRead(Kauntctl::patience));
    const QString url = QString::fromUtf8(listener.readLine()).section(u' ', 2, 2);
    sendRefused(url, 3);
    listener.setReadChannel(QProcess::StandardError);
    while (!listener.canReadLine())
        QVERIFY(listener.waitForReadyRead(Kauntctl::patience));
    QVERIFY(listener.readLine().startsWith("kauntctl: Alert: 3 deliveries were refused. "));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::isQuietWhenAskedTo()
{
    m_kauntctl->write(QStringLiteral("settings.conf"), "[alerts]\ncommand=/nowhere/at-all\n");
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--no-alerts")});
    sendRefused(url, 5);
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QCOMPARE(lines.size(), 5);
    for (const QJsonObject& line : lines)
        QCOMPARE(text(line, "type"), QStringLiteral("delivery"));
    QVERIFY(!ended.err.contains("alert"));
}

void TestAlerting::takesItsRulesFromTheSettings()
{
    m_kauntctl->write(QStringLiteral("settings.conf"),
                      "[alerts]\nrefused-burst\\threshold=1\nfailed-event\\on=false\n");
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    QCOMPARE(send(url, {QStringLiteral("--event"), QStringLiteral("DocumentAIDocumentResultFailed")}).status, 0);
    sendRefused(url, 1);
    const QJsonObject alert = Kauntctl::nextOf(listener, "alert");
    QCOMPARE(text(alert, "rule"), QStringLiteral("refused-burst"));
    QCOMPARE(alert.value(QStringLiteral("deliveries")).toArray(), QJsonArray{2});
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsACommand()
{
    const QString script = m_kauntctl->path(QStringLiteral("tell me"));
    m_kauntctl->write(QStringLiteral("tell me"), "#!/bin/sh\ncat >\"$0.alert\"\nenv >\"$0.env\"\n");
    QVERIFY(QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_CLIENT_SECRET"), QStringLiteral("client-secret-of-the-test"));
    m_kauntctl->environment.remove(QStringLiteral("TZ")); // which is ours then, and nobody else's
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--alert-command"), script});
    sendRefused(url, 3);
    QByteArray line;
    while (QJsonDocument::fromJson(line).object().value(QStringLiteral("type")) != QJsonValue(QStringLiteral("alert")))
        QVERIFY(!Kauntctl::nextLine(listener, &line).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!content(QStringLiteral("tell me.env")).isEmpty(), Kauntctl::patience);
    QCOMPARE(content(QStringLiteral("tell me.alert")), line);
    QVERIFY(!content(QStringLiteral("tell me.env")).contains("KAUNT_"));
    QVERIFY(!content(QStringLiteral("tell me.env")).contains("\nTZ=") &&
            !content(QStringLiteral("tell me.env")).startsWith("TZ="));
    QVERIFY(!line.contains("whsec"));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::tellsAWebhook()
{
    NodeEndpoint node;
    QProcess listener;
    const QString url =
        m_kauntctl->listen(listener, {QStringLiteral("--alert-url"), node.url(QStringLiteral("/alerts"))});
    sendRefused(url, 3);
    const NodeEndpoint::Request seen = node.nextRequest();
    QCOMPARE(seen.method, QStringLiteral("POST"));
    QCOMPARE(seen.target, QStringLiteral("/alerts"));
    QCOMPARE(seen.header(QStringLiteral("Content-Type")), QStringLiteral("application/json"));
    QCOMPARE(QJsonDocument::fromJson(seen.body).object(), Kauntctl::nextOf(listener, "alert"));
    QVERIFY(endsOnTerm(listener));
}

void TestAlerting::goesOnWhereNobodyIsToBeTold()
{
    NodeEndpoint node;
    const QString target = node.url(QStringLiteral("/token-t0ken"));
    node.kill();
    QProcess listener;
    const QString url = m_kauntctl->listen(listener, {QStringLiteral("--alert-url"), target,
                                                      QStringLiteral("--alert-command"), QStringLiteral("/bin/false")});
    sendRefused(url, 3);
    QCOMPARE(text(Kauntctl::nextOf(listener, "alert"), "rule"), QStringLiteral("refused-burst"));
    QByteArray errors;
    const auto isTold = [&] {
        errors += listener.readAllStandardError();
        return errors.contains("The alert URL was not told") && errors.contains("It ended with status 1.");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), Kauntctl::patience);
    QVERIFY(!errors.contains("t0ken"));
    QCOMPARE(send(url, {}).status, 0);
    QByteArray rest;
    QVERIFY(endsOnTerm(listener, &rest));
    QVERIFY(!rest.contains("alert"));
}

QTEST_GUILESS_MAIN(TestAlerting)
#include "test_alerting.moc"
