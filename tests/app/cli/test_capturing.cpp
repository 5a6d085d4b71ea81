// SPDX-License-Identifier: MIT
#include "core/simulator/faults.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/support/filecontent.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt::test;

namespace {

QString capture()
{
    return QStringLiteral("--capture");
}

} // namespace

/// Capture bundles from outside: made by one, opened by another who has neither log nor secret.
class TestCapturing final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void waitsForNothingThatCannotCome();
    void isOpenedBySomebodyElse();
    void isToldWhereItWasChanged();
    void showsControlCharactersAsSuch();
    void previewsWithoutWriting();
    void keepsCausesThatAGivenSecretExplains();
    void opensJsonLines();
    void saysWhyItCannotBeOpened();
    void leavesNothingBehindWhenItIsEnded_data();
    void leavesNothingBehindWhenItIsEnded();

private:
    [[nodiscard]] Ended exportBundle(const QStringList& options = {}) const;
    [[nodiscard]] QByteArray bundle() const;

    std::unique_ptr<Kauntctl> m_kauntctl; ///< who received
    std::unique_ptr<Kauntctl> m_other;
    QString m_file;
};

/// Two samples, a repeat of the last, and one wrong in each way that is named.
void TestCapturing::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_other = std::make_unique<Kauntctl>();
    m_file = m_other->path(QStringLiteral("out.kauntcap"));
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    QVERIFY(!url.isEmpty());
    const QStringList send =
        QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile();
    QCOMPARE(m_kauntctl
                 ->run(send + QStringList{QStringLiteral("--count"), QStringLiteral("2"), QStringLiteral("--repeat"),
                                          QStringLiteral("2")})
                 .status,
             0);
    for (const char* fault : {"wrong-secret", "body-newline", "header-missing", "secret-whitespace"})
        (void)m_kauntctl->run(send + QStringList{QStringLiteral("--fault"), QLatin1String(fault)});
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestCapturing::cleanup()
{
    m_kauntctl.reset();
    m_other.reset();
}

Ended TestCapturing::exportBundle(const QStringList& options) const
{
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QStringLiteral("whsec"));
    return m_kauntctl->run(
        QStringList{QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("kauntcap"), m_file} +
        options);
}

QByteArray TestCapturing::bundle() const
{
    return contentOf(m_file);
}

void TestCapturing::refusesWrongUsage_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"export --format csv --redact", "export --format kauntcap --redact=1",
                             "listen --capture x", "fetch 1 --capture x", "verify --capture x --signature s",
                             "verify --capture x --secret-file s", "verify --capture x body.json"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCapturing::refusesWrongUsage()
{
    QFETCH(const QString, line);
    QCOMPARE(m_kauntctl->run(line.split(u' ')).status, 2);
}

void TestCapturing::waitsForNothingThatCannotCome()
{
    QCOMPARE(exportBundle().status, 0);
    const Ended ended =
        m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--capture"), m_file, QStringLiteral("--follow")});
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, QByteArray());
}

void TestCapturing::isOpenedBySomebodyElse()
{
    for (const bool isRedacted : {false, true}) {
        const Ended made = exportBundle(isRedacted ? QStringList{QStringLiteral("--redact")} : QStringList());
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(!bundle().contains("whsec"));
        const Ended verified = m_other->run({QStringLiteral("verify"), QStringLiteral("--json"), capture(), m_file});
        QVERIFY2(verified.status == 0, (verified.out + verified.err).constData());
        const QList<QJsonObject> checked = objectsOf(verified.out);
        QCOMPARE(checked.size(), 8);
        for (const QJsonObject& one : checked) {
            QCOMPARE(one.value(QStringLiteral("verdict")), one.value(QStringLiteral("recorded")));
            QCOMPARE(one.value(QStringLiteral("cause")), one.value(QStringLiteral("recordedCause")));
        }
        const Ended events = m_other->run({QStringLiteral("events"), QStringLiteral("--json"), capture(), m_file,
                                           QStringLiteral("--filter"), QStringLiteral("verdict:verified attempt:>1")});
        QCOMPARE(events.status, 0);
        QCOMPARE(objectsOf(events.out).size(), 2);
        const QJsonObject shown =
            objectsOf(
                m_other->run({QStringLiteral("show"), QStringLiteral("--json"), QStringLiteral("6"), capture(), m_file})
                    .out)
                .value(0);
        QCOMPARE(shown.value(QStringLiteral("diagnosis")).toObject().value(QStringLiteral("cause")),
                 QStringLiteral("body-newline"));
        QCOMPARE(shown.value(QStringLiteral("method")), QStringLiteral("POST"));
        QCOMPARE(shown.value(QStringLiteral("target")), QStringLiteral("/webhooks/kaunt"));
    }
    QVERIFY(!QFile::exists(m_other->path(QStringLiteral("data/events.sqlite"))));
}

void TestCapturing::isToldWhereItWasChanged()
{
    QCOMPARE(exportBundle().status, 0);
    const QByteArray made = bundle();
    const QByteArray right = R"("verdict":"verified")";
    const QByteArray wrong = R"("verdict":"mismatch")";
    QByteArray lines = made;
    lines.replace(right, wrong);
    m_other->write(QStringLiteral("out.kauntcap"), lines);
    const Ended verified = m_other->run({QStringLiteral("verify"), capture(), m_file});
    QCOMPARE(verified.status, 1);
    QVERIFY2(verified.out.contains("Delivery 1"), verified.out.constData());
    const Ended events = m_other->run({QStringLiteral("events"), capture(), m_file});
    QCOMPARE(events.status, 0);
    QVERIFY2(events.err.contains("do not check as recorded"), events.err.constData());
    lines = made;
    lines.replace(lines.indexOf(right), right.size(), wrong);
    m_other->write(QStringLiteral("out.kauntcap"), lines);
    const Ended one = m_other->run({QStringLiteral("events"), capture(), m_file});
    QVERIFY2(one.err.contains("one of them does not check as recorded"), one.err.constData());
}

/// Whoever made it may have written what a terminal obeys.
void TestCapturing::showsControlCharactersAsSuch()
{
    QCOMPARE(exportBundle().status, 0);
    QByteArray lines = bundle();
    lines.replace(R"("cause":"body-newline")", R"("cause":"\u001b[31m")");
    lines.replace(R"("peer":"127.0.0.1")", R"("peer":"\u001b[32m")");
    m_other->write(QStringLiteral("out.kauntcap"), lines);
    const Ended verified = m_other->run({QStringLiteral("verify"), capture(), m_file});
    QVERIFY2(verified.out.contains("⟨U+001B⟩[31m"), verified.out.constData());
    QVERIFY(!verified.out.contains('\x1b'));
    const Ended shown = m_other->run({QStringLiteral("show"), QStringLiteral("1"), capture(), m_file});
    QVERIFY2(shown.out.contains("⟨U+001B⟩[32m"), shown.out.constData());
    QVERIFY(!shown.out.contains('\x1b'));
}

void TestCapturing::previewsWithoutWriting()
{
    const Ended preview =
        exportBundle({QStringLiteral("--redact"), QStringLiteral("--preview"), QStringLiteral("--json")});
    QCOMPARE(preview.status, 0);
    QVERIFY(!QFile::exists(m_file));
    const QJsonObject told = objectsOf(preview.out).value(0);
    QCOMPARE(told.value(QStringLiteral("type")), QStringLiteral("preview"));
    QCOMPARE(told.value(QStringLiteral("deliveries")).toInt(), 8);
    QCOMPARE(told.value(QStringLiteral("verified")).toInt(), 4);
    QCOMPARE(told.value(QStringLiteral("refused")).toInt(), 4);
    QCOMPARE(told.value(QStringLiteral("causesLost")).toInt(), 0);
    QVERIFY(told.value(QStringLiteral("replaced")).toObject().value(QStringLiteral("company")).toInt() > 0);
    const Ended words = exportBundle({QStringLiteral("--redact"), QStringLiteral("--preview")});
    QVERIFY2(words.out.contains("Replaced by stand-ins: "), words.out.constData());
    QVERIFY(!words.out.contains("nordlys"));
}

/// One who listened with --secret-file has no secret in the settings.
void TestCapturing::keepsCausesThatAGivenSecretExplains()
{
    const QStringList bare{QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("kauntcap"),
                           QStringLiteral("--preview"), QStringLiteral("--json")};
    const auto causesLost = [this](const QStringList& arguments) {
        return objectsOf(m_kauntctl->run(arguments).out).value(0).value(QStringLiteral("causesLost")).toInt(-1);
    };
    QVERIFY(causesLost(bare) > 0);
    QCOMPARE(causesLost(bare + m_kauntctl->secretFile()), 0);
    QCOMPARE(m_kauntctl->run(bare + QStringList{QStringLiteral("--secret-file"), QStringLiteral("/not/there")}).status,
             3);
}

void TestCapturing::opensJsonLines()
{
    const Ended lines =
        m_kauntctl->run({QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("jsonl"), m_file});
    QCOMPARE(lines.status, 0);
    const Ended again = m_other->run(
        {QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("jsonl"), capture(), m_file});
    QCOMPARE(again.status, 0);
    QCOMPARE(objectsOf(again.out).size(), 8);
    const QJsonObject before = objectsOf(bundle()).value(1);
    const QJsonObject after = objectsOf(again.out).value(1);
    for (const char* key : {"body", "headers", "event", "verdict", "receivedAt", "method", "target", "delivery"})
        QCOMPARE(after.value(QLatin1String(key)), before.value(QLatin1String(key)));
    const Ended verified = m_other->run({QStringLiteral("verify"), capture(), m_file});
    QCOMPARE(verified.status, 3);
    QVERIFY(verified.err.contains("has no secret to check with"));
}

void TestCapturing::saysWhyItCannotBeOpened()
{
    QCOMPARE(exportBundle().status, 0);
    const QByteArray whole = bundle();
    const QList<QPair<QByteArray, QByteArray>> spoiled{
        {"", "neither a capture bundle nor"},
        {"\x7f"
         "ELF",
         "neither a capture bundle nor"},
        {whole.left(whole.size() / 2), "Line "},
        {whole.left(whole.lastIndexOf("{\"type\":\"end\"")), "ends too early"},
        {QByteArray(whole).replace("\"version\":1", "\"version\":9"), "later version"},
        {QByteArray(whole).replace("\"status\":401", "\"status\":\"x\""), "status"},
    };
    for (const auto& [bytes, words] : spoiled) {
        m_other->write(QStringLiteral("out.kauntcap"), bytes);
        for (const char* command : {"events", "verify"}) {
            const Ended ended = m_other->run({QLatin1String(command), capture(), m_file});
            QCOMPARE(ended.status, 3);
            QVERIFY2(ended.err.contains(words), ended.err.constData());
        }
    }
}

void TestCapturing::leavesNothingBehindWhenItIsEnded_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("its terminal is closed") << SIGHUP;
}

/// As in a pager, which has not read all that there is.
void TestCapturing::leavesNothingBehindWhenItIsEnded()
{
    QFETCH(const int, signal);
    QCOMPARE(exportBundle().status, 0);
    const QStringList events{QStringLiteral("events"), QStringLiteral("--json"), capture(), m_file};
    const QDir folder(m_other->path(QStringLiteral("tmp")));
    QVERIFY(QDir().mkpath(folder.path()));
    m_other->environment.insert(QStringLiteral("TMPDIR"), folder.path());
    const auto left = [&folder] { return folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); };
    const qsizetype all = m_other->run(events).out.size();
    QCOMPARE(left(), QStringList());

    const QString pipe = m_other->path(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(pipe), S_IRUSR | S_IWUSR), 0);
    const int reader = ::open(qPrintable(pipe), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const int room = ::fcntl(reader, F_SETPIPE_SZ, 4'096);
    QVERIFY(room > 0 && room < all);
    QProcess program;
    program.setStandardOutputFile(pipe);
    program.setChildProcessModifier([] { (void)std::signal(SIGHUP, SIG_DFL); }); // nohup(1) ignores it
    m_other->begin(program, events);
    int waiting = 0;
    QTRY_VERIFY_WITH_TIMEOUT(::ioctl(reader, FIONREAD, &waiting) == 0 && waiting == room, Kauntctl::patience);
    QCOMPARE(left().size(), 1);
    Kauntctl::send(program, signal);
    QVERIFY(program.waitForFinished(Kauntctl::patience));
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    QCOMPARE(left(), QStringList());
    ::close(reader);
}

QTEST_GUILESS_MAIN(TestCapturing)
#include "test_capturing.moc"
