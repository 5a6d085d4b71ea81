// SPDX-License-Identifier: MIT
#include "app/cli/commandline.h"
#include "app/cli/commands.h"

#include <QTest>

using namespace kaunt;
using Outcome = CommandLine::Outcome;

namespace {

Outcome parsed(CommandLine& line, const QString& arguments)
{
    return line.parse(QStringList{QStringLiteral("kauntctl")} + arguments.split(u' ', Qt::SkipEmptyParts));
}

} // namespace

/// What kauntctl understands (contracts.md section 3).
class TestCommandLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void takesOptionsOnEitherSide();
    void takesAnOptionSeveralTimes();
    void refusesAnOptionThatHasOneValue();
    void refusesAnEmptyValue();
    void takesOperandsThatLookLikeOptions();
    void helpsWithEachCommand();
    void takesNoSecret();
};

void TestCommandLine::understands_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("--help") << Outcome::Help;
    QTest::newRow("-h") << Outcome::Help;
    QTest::newRow("send --help") << Outcome::Help;
    QTest::newRow("--help send") << Outcome::Help;
    QTest::newRow("show --help") << Outcome::Help; // though its number is missing
    QTest::newRow("--version") << Outcome::Version;
    QTest::newRow("events --version") << Outcome::Version;
    QTest::newRow("listen") << Outcome::Run;
    QTest::newRow("listen --listen [::1]:0 --path /a --secret-file f --secret-file g --demo") << Outcome::Run;
    QTest::newRow("send --to http://a/ --secret-file f --event ModelReady --count 2 --rate 3 --repeat 4 --retry")
        << Outcome::Run;
    QTest::newRow("verify --secret-file f --signature s") << Outcome::Run;
    QTest::newRow("verify --secret-file f --signature s body.json") << Outcome::Run;
    QTest::newRow("events --filter attempt:>1 --limit 5 --follow") << Outcome::Run;
    QTest::newRow("show 17") << Outcome::Run;
    QTest::newRow("fetch 17 --api-base https://api.kaunt.com") << Outcome::Run;
    QTest::newRow("simulate --listen 127.0.0.1:0 --to http://a/ --to http://b/") << Outcome::Run;
}

void TestCommandLine::understands()
{
    CommandLine line(allCommands());
    const Outcome outcome = parsed(line, QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(line.errorText().isEmpty(), qPrintable(line.errorText()));
    QTEST(outcome, "outcome");
}

void TestCommandLine::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("named");
    QTest::newRow("") << QStringLiteral("--help");
    QTest::newRow("--json") << QStringLiteral("--help");
    QTest::newRow("nonsense") << QStringLiteral("nonsense");
    QTest::newRow("report") << QStringLiteral("report");
    QTest::newRow("events --colour") << QStringLiteral("option --colour is not understood. kauntctl events --help");
    QTest::newRow("events -data d") << QStringLiteral("-data needs two dashes: --data.");
    QTest::newRow("events -limit=3") << QStringLiteral("--limit");
    QTest::newRow("events -x") << QStringLiteral("option -x is");
    QTest::newRow("--colour") << QStringLiteral("option --colour is not understood. kauntctl --help");
    QTest::newRow("events --limit") << QStringLiteral("limit");
    QTest::newRow("events --json=yes") << QStringLiteral("json");
    QTest::newRow("events now") << QStringLiteral("now");
    QTest::newRow("show") << QStringLiteral("N");
    QTest::newRow("show 1 2") << QStringLiteral("2");
    QTest::newRow("verify a b --signature s") << QStringLiteral("b");
    QTest::newRow("listen --filter x") << QStringLiteral("filter");
    QTest::newRow("listen --secret hush") << QStringLiteral("secret");
}

void TestCommandLine::namesWhatIsWrong()
{
    QFETCH(const QString, named);
    CommandLine line(allCommands());
    QCOMPARE(parsed(line, QString::fromLatin1(QTest::currentDataTag())), Outcome::Wrong);
    QVERIFY2(line.errorText().contains(named), qPrintable(line.errorText()));
}

void TestCommandLine::takesOptionsOnEitherSide()
{
    for (const char* arguments :
         {"--data d events --limit 3", "events --limit 3 --data d", "--limit 3 --data=d events"}) {
        CommandLine line(allCommands());
        QCOMPARE(parsed(line, QString::fromLatin1(arguments)), Outcome::Run);
        QCOMPARE(line.command().name, QStringLiteral("events"));
        QCOMPARE(line.parser().value(QStringLiteral("limit")), QStringLiteral("3"));
        QCOMPARE(line.parser().value(QStringLiteral("data")), QStringLiteral("d"));
    }
}

void TestCommandLine::takesAnOptionSeveralTimes()
{
    CommandLine line(allCommands());
    QCOMPARE(parsed(line, QStringLiteral("listen --secret-file a --secret-file b")), Outcome::Run);
    QCOMPARE(line.parser().values(QStringLiteral("secret-file")),
             QStringList({QStringLiteral("a"), QStringLiteral("b")}));
}

/// Of all options that have a value.
void TestCommandLine::refusesAnOptionThatHasOneValue()
{
    const QStringList several{QStringLiteral("listen --secret-file"), QStringLiteral("listen --forward-to"),
                              QStringLiteral("verify --secret-file"), QStringLiteral("export --secret-file"),
                              QStringLiteral("show --secret-file"),   QStringLiteral("simulate --to")};
    const QList<CommandDescription> commands = allCommands();
    for (const CommandDescription& command : commands) {
        QStringList names{QStringLiteral("--data"), QStringLiteral("--config")};
        for (const QCommandLineOption& option : command.options) {
            if (!option.valueName().isEmpty())
                names.append(QStringLiteral("--") + option.names().constLast());
        }
        const bool hasOperand = command.operand == CommandDescription::Operand::Required;
        for (const QString& name : std::as_const(names)) {
            const QString text = command.name + u' ' + name;
            const QString twice = text + QStringLiteral(" a ") + name + QStringLiteral(" b");
            CommandLine line(commands);
            const Outcome outcome = parsed(line, hasOperand ? twice + QStringLiteral(" 1") : twice);
            QVERIFY2(outcome == (several.contains(text) ? Outcome::Run : Outcome::Wrong), qPrintable(text));
            QVERIFY2(several.contains(text) || line.errorText().contains(name), qPrintable(line.errorText()));
        }
    }
}

/// As a script leaves it whose variable is unset.
void TestCommandLine::refusesAnEmptyValue()
{
    const auto outcome = [](const QStringList& arguments) {
        return CommandLine(allCommands()).parse(QStringList{QStringLiteral("kauntctl")} + arguments);
    };
    for (const QString& option : {QStringLiteral("--data"), QStringLiteral("--config"), QStringLiteral("--tls-cert"),
                                  QStringLiteral("--secret-file"), QStringLiteral("--listen"), QStringLiteral("--path"),
                                  QStringLiteral("--forward-to"), QStringLiteral("--alert-command")})
        QVERIFY2(outcome({QStringLiteral("listen"), option, QString()}) == Outcome::Wrong, qPrintable(option));
    QCOMPARE(outcome({QStringLiteral("events"), QStringLiteral("--data=")}), Outcome::Wrong);
    QCOMPARE(outcome({QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("csv"), QString()}),
             Outcome::Wrong);
    QCOMPARE(outcome({QStringLiteral("events"), QStringLiteral("--filter"), QString()}), Outcome::Run); // all
    QCOMPARE(outcome({QStringLiteral("verify"), QStringLiteral("--signature"), QString()}), Outcome::Run);
    QCOMPARE(outcome({QStringLiteral("listen"), QStringLiteral("--data"), QString(), QStringLiteral("--help")}),
             Outcome::Help);
}

void TestCommandLine::takesOperandsThatLookLikeOptions()
{
    CommandLine line(allCommands());
    QCOMPARE(parsed(line, QStringLiteral("verify --signature s -- --body")), Outcome::Run);
    QCOMPARE(line.parser().positionalArguments(), QStringList{QStringLiteral("--body")});
}

void TestCommandLine::helpsWithEachCommand()
{
    const QList<CommandDescription> commands = allCommands();
    CommandLine all(commands);
    QCOMPARE(parsed(all, QStringLiteral("--help")), Outcome::Help);
    for (const CommandDescription& command : commands) {
        QVERIFY2(all.helpText().contains(command.name), qPrintable(command.name));
        CommandLine line(commands);
        QCOMPARE(parsed(line, command.name + QStringLiteral(" --help")), Outcome::Help);
        for (const QCommandLineOption& option : command.options)
            QVERIFY(line.helpText().contains(QStringLiteral("--") + option.names().constLast()));
    }
}

/// Command lines can be read by every user of the machine.
void TestCommandLine::takesNoSecret()
{
    const QList<CommandDescription> commands = allCommands();
    for (const CommandDescription& command : commands) {
        for (const QCommandLineOption& option : command.options) {
            const QString name = option.names().constLast();
            QVERIFY2(!name.contains(QLatin1String("secret")) || name.endsWith(QLatin1String("-file")),
                     qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_commandline.moc"
