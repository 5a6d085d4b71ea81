// SPDX-License-Identifier: MIT
#include "tests/core/settings/settingsfilefixture.h"

#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What is wrong in a file is named, and nothing of the file is taken or changed.
class TestSettingsErrors final : public SettingsFileFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void namesTheWrongKey_data();
    void namesTheWrongKey();
    void leavesNoEntryOut_data();
    void leavesNoEntryOut();
    void makesNoEntryUp_data();
    void makesNoEntryUp();
    void tellsTheRangeOfANumber();
    void tellsNoPasswordOfAUrl();
};

void TestSettingsErrors::namesTheWrongKey_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const QByteArray& content, const char* key, const char* text) {
        QTest::newRow(name) << content << QString::fromLatin1(key) << QString::fromLatin1(text);
    };
    row("no number", "[receiver]\nport=http\n", "receiver/port", "http");
    row("too large", "[receiver]\nport=65536\n", "receiver/port", "65536");
    row("far too large", "[retention]\nmaxBytes=99999999999999999999\n", "retention/maxBytes", "99999999999999999999");
    row("smaller than an empty log", "[retention]\nmaxBytes=50000\n", "retention/maxBytes", "50000");
    row("negative", "[retention]\nmaxAgeDays=-1\n", "retention/maxAgeDays", "-1");
    row("empty", "[limits]\nmaxHeaders=\n", "limits/maxHeaders", "");
    row("address", "[receiver]\naddress=example.org\n", "receiver/address", "example.org");
    row("no time", "[limits]\nidleSeconds=0\n", "limits/idleSeconds", "0");
    row("too long", "[limits]\nidleSeconds=86401\n", "limits/idleSeconds", "86401");
    row("not a time", "[limits]\nidleSeconds=nan\n", "limits/idleSeconds", "nan");
    row("endless", "[api]\ndeadlineSeconds=inf\n", "api/deadlineSeconds", "inf");
    row("boolean", "[notifications]\nrefused=maybe\n", "notifications/refused", "maybe");
    row("threshold", "[alerts]\nrefused-burst\\threshold=0\n", "alerts/refused-burst/threshold", "0");
    row("short silence", "[alerts]\nsilence\\threshold=59\n", "alerts/silence/threshold", "59");
    row("relative command", "[alerts]\ncommand=tell\n", "alerts/command", "tell");
    row("alert URL", "[alerts]\nurl=ftp://h/t0ken\n", "alerts/url", ""); // which may have one in it
    row("no time of day", "[notifications]\nquietFrom=25:00\n", "notifications/quietFrom", "25:00");
    row("no target", "[forwards]\nsize=1\n1\\paused=true\n", "forwards/1/url", "");
    row("target with a password", "[forwards]\nsize=1\n1\\url=http://me:pass@h/\n", "forwards/1/url", "");
    row("target twice", "[forwards]\nsize=2\n1\\url=http://h/a\n2\\url=HTTP://h/%61\n", "forwards/2/url", "");
    row("wrong filter", "[forwards]\nsize=1\n1\\url=http://h/\n1\\filter=id:\n", "forwards/1/filter", "id:");
    row("none at once", "[forwards]\nsize=1\n1\\url=http://h/\n1\\concurrency=0\n", "forwards/1/concurrency", "0");
    row("too many at once", "[forwards]\nsize=1\n1\\url=http://h/\n1\\concurrency=65\n", "forwards/1/concurrency",
        "65");
    row("never tried", "[forwards]\nsize=1\n1\\url=http://h/\n1\\attempts=0\n", "forwards/1/attempts", "0");
    row("no patience", "[forwards]\nsize=1\n1\\url=http://h/\n1\\timeoutSeconds=0\n", "forwards/1/timeoutSeconds", "0");
    row("two that answer",
        "[forwards]\nsize=2\n1\\url=http://a/\n1\\passThrough=true\n2\\url=http://b/\n2\\passThrough=true\n",
        "forwards/2/passThrough", "true");
    row("admin port", "[admin]\nport=0\n", "admin/port", "0");
    row("scheme", "[api]\nbase=ftp://a.example\n", "api/base", "ftp://a.example");
    row("no host", "[api]\nbase=https:///x\n", "api/base", "https:///x");
    row("one of several origins", "[api]\nfurtherOrigins=https://a.example, b\n", "api/furtherOrigins", "b");
    row("two values", "[receiver]\nport=1, 2\n", "receiver/port", "1,2");
    row("path", "[endpoints]\nsize=1\n1\\path=x\n", "endpoints/1/path", "x");
    row("path with a blank", "[endpoints]\nsize=1\n1\\path=/a b\n", "endpoints/1/path", "/a b");
    row("path twice", "[endpoints]\nsize=2\n1\\name=a\n1\\path=/x\n2\\name=b\n2\\path=/%78\n", "endpoints/2/path",
        "/%78");
    row("name with a slash", "[endpoints]\nsize=1\n1\\name=a/b\n", "endpoints/1/name", "a/b");
    row("http to elsewhere", "[api]\nbase=http://a.example\n", "api/base", "http://a.example");
    row("base with a query", "[api]\nbase=https://a.example/v1?x=y\n", "api/base", "https://a.example/v1?x=y");
    row("origin with a path", "[api]\nfurtherOrigins=https://a.example/v1\n", "api/furtherOrigins",
        "https://a.example/v1");
    row("a CA's file without its folder", "[api]\ncaFile=own.pem\n", "api/caFile", "own.pem");
    row("a certificate without its key", "[receiver]\ntlsCertificate=a.pem\n", "receiver/tlsKey", "");
    row("too many", "[endpoints]\nsize=100000000\n", "endpoints/size", "100000000");
    row("no endpoint", "[endpoints]\nsize=0\n", "endpoints/size", "0");
    row("name twice", "[endpoints]\nsize=2\n1\\name=a\n2\\name=a\n", "endpoints/2/name", "a");
    row("secret twice", "[endpoints]\nsize=1\n1\\secrets\\size=2\n1\\secrets\\1\\name=a\n1\\secrets\\2\\name=a\n",
        "endpoints/1/secrets/2/name", "a");
    row("secret without a name", "[endpoints]\nsize=1\n1\\secrets\\size=1\n1\\secrets\\1\\retired=true\n",
        "endpoints/1/secrets/1/name", "");
    row("tenant twice", "[tenants]\nsize=2\n1\\tenant=a\n2\\tenant=A\n", "tenants/2/tenant", "A");
    row("no tenant", "[tenants]\nsize=1\n1\\clientId=a\n", "tenants/1/tenant", "");
    row("tenant of all", "[tenants]\nsize=1\n1\\tenant=Default\n", "tenants/1/tenant", "Default");
    row("the first of two", "[receiver]\nport=a\n[limits]\nmaxHeaders=b\n", "receiver/port", "a");
}

void TestSettingsErrors::namesTheWrongKey()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, key);
    QFETCH(const QString, text);
    const auto settings = read(content);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, SettingsError::Code::WrongValue);
    QCOMPARE(settings.error().path, m_path);
    QCOMPARE(settings.error().key, key);
    QCOMPARE(settings.error().text, text);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestSettingsErrors::leavesNoEntryOut_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("last");
    const auto row = [](const char* name, const QByteArray& content, const char* key, const char* text, double last) {
        QTest::newRow(name) << content << QString::fromLatin1(key) << QString::fromLatin1(text) << last;
    };
    row("no size", "[endpoints]\n1\\name=alpha\n1\\path=/a\n", "endpoints/size", "", 1);
    row("too small a size", "[endpoints]\nsize=1\n1\\path=/a\n2\\name=beta\n2\\path=/b\n", "endpoints/size", "1", 2);
    row("none, and one", "[forwards]\nsize=0\n1\\url=http://h/\n", "forwards/size", "0", 1);
    row("many", "[tenants]\nsize=9\n10\\tenant=a\n9\\tenant=b\n", "tenants/size", "9", 10);
    row("a secret", "[endpoints]\nsize=1\n1\\secrets\\1\\name=a\n", "endpoints/1/secrets/size", "", 1);
    row("an argument", "[alerts]\narguments\\size=1\narguments\\1=a\narguments\\2=b\n", "alerts/arguments/size", "1",
        2);
}

void TestSettingsErrors::leavesNoEntryOut()
{
    QFETCH(const QByteArray, content);
    const auto settings = read(content);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, SettingsError::Code::EntryBeyondSize);
    QCOMPARE(settings.error().path, m_path);
    QTEST(settings.error().key, "key");
    QTEST(settings.error().text, "text");
    QTEST(settings.error().least, "last");
}

void TestSettingsErrors::makesNoEntryUp_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("missing");
    const auto row = [](const char* name, const QByteArray& content, const char* key, double missing) {
        QTest::newRow(name) << content << QString::fromLatin1(key) << missing;
    };
    row("a gap", "[endpoints]\nsize=3\n1\\name=a\n1\\path=/a\n3\\name=c\n3\\path=/c\n", "endpoints/size", 2);
    row("at the end", "[forwards]\nsize=2\n1\\url=http://h/\n", "forwards/size", 2);
    row("all", "[tenants]\nsize=1\n", "tenants/size", 1);
    row("a secret", "[endpoints]\nsize=1\n1\\path=/a\n1\\secrets\\size=2\n1\\secrets\\2\\name=a\n",
        "endpoints/1/secrets/size", 1);
    row("an argument", "[alerts]\narguments\\size=2\narguments\\2=b\n", "alerts/arguments/size", 1);
    row("one whose number begins with its own", "[tenants]\nsize=10\n10\\tenant=a\n", "tenants/size", 1);
}

void TestSettingsErrors::makesNoEntryUp()
{
    QFETCH(const QByteArray, content);
    const auto settings = read(content);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, SettingsError::Code::EntryMissing);
    QCOMPARE(settings.error().path, m_path);
    QTEST(settings.error().key, "key");
    QTEST(settings.error().least, "missing");
}

void TestSettingsErrors::tellsTheRangeOfANumber()
{
    const auto number = read("[limits]\nmaxBodyBytes=1000\n");
    QVERIFY(!number);
    QCOMPARE(number.error().least, 1024.0);
    QCOMPARE(number.error().most, 1073741824.0);
    const auto time = read("[limits]\nidleSeconds=0\n");
    QVERIFY(!time);
    QCOMPARE(time.error().least, 0.001);
    QCOMPARE(time.error().most, 86400.0);
}

void TestSettingsErrors::tellsNoPasswordOfAUrl()
{
    const auto settings = read("[api]\nbase=https://me:p@ss@a.example\n");
    QVERIFY(!settings);
    QCOMPARE(settings.error().key, QStringLiteral("api/base"));
    QCOMPARE(settings.error().text, QStringLiteral("a.example"));
}

QTEST_GUILESS_MAIN(TestSettingsErrors)
#include "test_settingserrors.moc"
