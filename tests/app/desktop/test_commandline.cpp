// SPDX-License-Identifier: MIT
#include "app/desktop/commandline.h"
#include "core/settings/settingsfile.h"

#include <QTest>

using namespace kaunt;

namespace {

QStringList started(const QStringList& arguments)
{
    return QStringList{QStringLiteral("kaunt-monitor")} + arguments;
}

} // namespace

/// kaunt-monitor's command line.
class TestCommandLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasDefaults();
    void takesEveryOption();
    void asksForHelpOrVersion();
    void takesTheSessionsOption();
    void refuses_data();
    void refuses();
    void takesNoSecret();
};

void TestCommandLine::hasDefaults()
{
    const auto options = parseDesktopArguments(started({}));
    QVERIFY(options.has_value());
    QCOMPARE(options->mode, DesktopOptions::Mode::Run);
    QVERIFY(!options->demo);
    QVERIFY(!options->listen);
    QCOMPARE(options->dataDirectory, SettingsFile::defaultDataDirectory());
    QCOMPARE(options->configFile, SettingsFile::defaultPath());
}

void TestCommandLine::takesEveryOption()
{
    const auto options = parseDesktopArguments(
        started({QStringLiteral("--demo"), QStringLiteral("--data"), QStringLiteral("/tmp/a b"),
                 QStringLiteral("--config=/tmp/c.conf"), QStringLiteral("--listen"), QStringLiteral("0.0.0.0:9000")}));
    QVERIFY(options.has_value());
    QVERIFY(options->demo);
    QCOMPARE(options->dataDirectory, QStringLiteral("/tmp/a b"));
    QCOMPARE(options->configFile, QStringLiteral("/tmp/c.conf"));
    QVERIFY(options->listen.has_value());
    QCOMPARE(options->listen->address, QHostAddress(QHostAddress::AnyIPv4));
    QCOMPARE(options->listen->port, quint16{9000});
}

void TestCommandLine::asksForHelpOrVersion()
{
    QCOMPARE(parseDesktopArguments(started({QStringLiteral("--help")}))->mode, DesktopOptions::Mode::Help);
    QCOMPARE(parseDesktopArguments(started({QStringLiteral("-v")}))->mode, DesktopOptions::Mode::Version);
    for (const char* option : {"--demo", "--data", "--config", "--listen", "--help", "--version"})
        QVERIFY2(desktopHelpText().contains(QLatin1String(option)), option);
}

/// Which Qt adds to the command that a session manager keeps.
void TestCommandLine::takesTheSessionsOption()
{
    const auto options = parseDesktopArguments(started(
        {QStringLiteral("--demo"), QStringLiteral("-session"), QStringLiteral("10a1b_17_0"), QStringLiteral("-h")}));
    QVERIFY(options.has_value());
    QVERIFY(options->demo);
    QCOMPARE(options->mode, DesktopOptions::Mode::Help);
    QVERIFY(!desktopHelpText().contains(QStringLiteral("session")));
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("an unknown option") << QStringList{QStringLiteral("--colour")};
    QTest::newRow("a missing value") << QStringList{QStringLiteral("--data")};
    QTest::newRow("a file that is not there") << QStringList{QStringLiteral("events")};
    QTest::newRow("an empty file name") << QStringList{QString()};
    QTest::newRow("two files") << QStringList{QStringLiteral("/dev/null"), QStringLiteral("/dev/null")};
    QTest::newRow("a capture of the demo") << QStringList{QStringLiteral("--demo"), QStringLiteral("/dev/null")};
    QTest::newRow("a capture in a folder") << QStringList{QStringLiteral("--data=/a"), QStringLiteral("/dev/null")};
    QTest::newRow("an address without port") << QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1")};
    QTest::newRow("an empty folder") << QStringList{QStringLiteral("--data"), QString()};
    QTest::newRow("an empty settings file") << QStringList{QStringLiteral("--config=")};
    QTest::newRow("two folders") << QStringList{QStringLiteral("--data=/a"), QStringLiteral("--data=/b")};
    QTest::newRow("an empty address") << QStringList{QStringLiteral("--listen=")};
}

void TestCommandLine::refuses()
{
    QFETCH(const QStringList, arguments);
    const auto options = parseDesktopArguments(started(arguments));
    QVERIFY(!options.has_value());
    QVERIFY(!options.error().isEmpty());
}

void TestCommandLine::takesNoSecret()
{
    QVERIFY(!parseDesktopArguments(started({QStringLiteral("--secret"), QStringLiteral("x")})).has_value());
    QVERIFY(!desktopHelpText().contains(QStringLiteral("secret")));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_commandline.moc"
