// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/e2e/deliveryledger.h"
#include "tests/e2e/desktopprogram.h"
#include "tests/e2e/jsonobjects.h"
#include "tests/support/filecontent.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <functional>
#include <memory>
#include <utility>

using namespace kaunt::test;

using Statuses = QHash<int, int>;
using Damage = std::function<void(QByteArray&)>;

Q_DECLARE_METATYPE(Damage)

namespace {

constexpr qsizetype pageSize = 4096;
constexpr int deliveries = 600;

void spoil(QByteArray& log, qsizetype from, qsizetype length)
{
    log.replace(from, length, QByteArray(length, '\xa5'));
}

/// Every other page with rows in the second half, as a disk with bad blocks leaves it.
void spoilPages(QByteArray& log)
{
    constexpr char leafOfATable = 0x0d; // https://sqlite.org/fileformat2.html section 1.6
    bool isNext = true;
    for (qsizetype at = log.size() / 2 / pageSize * pageSize; at + pageSize <= log.size(); at += pageSize) {
        if (log.at(at) == leafOfATable && std::exchange(isNext, !isNext))
            spoil(log, at, pageSize);
    }
}

/// What a program said of a salvage.
struct Told {
    qint64 salvaged = -1;
    qint64 unreadable = -1;
    QString keptAs;
};

Told toldIn(const QString& text)
{
    static const QRegularExpression words(QStringLiteral(
        "The log was damaged, and a new one was begun\\. (?:Deliveries copied into it: (\\d+)(?:, of which \\d+ only "
        "in part)?; that could not be read: (\\d+)|None of its deliveries could be read, and how many there were is "
        "not known)\\. The damaged file is kept as (\\S+)\\. Check the disk\\."));
    const QRegularExpressionMatch match = words.match(text);
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toLongLong(), match.captured(2).toLongLong(), match.captured(3)};
}

} // namespace

/// A log that was damaged on its disk, under both programs: it is kept as it is, what can be read of it is copied, a
/// new one is begun, deliveries are answered 200 again without anybody's help, and the user is told.
class TestDamagedLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isSalvagedAtTheStart_data();
    void isSalvagedAtTheStart();
    void isSalvagedInUse_data();
    void isSalvagedInUse();
    void salvagesTheFirstSchema();

private:
    [[nodiscard]] QString logPath() const { return m_kauntctl->path(QStringLiteral("data/events.sqlite")); }
    void fill(int signal);
    void damage(const Damage& how);
    void listen(bool isDesktop);
    [[nodiscard]] QString said(const char* banner, const QString& words);
    [[nodiscard]] QSet<qint64> numbersInLog() const;
    void checkIsToldToReaders() const;
    void checkKept(const Told& told, const QByteArray& damaged) const;
    void checkGoesOn(const Told& told);

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<DeliveryLedger> m_ledger;
    std::unique_ptr<QProcess> m_listener;
    std::unique_ptr<DesktopProgram> m_desktop;
    QString m_url;
    QString m_stderr;
};

void TestDamagedLog::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_ledger = std::make_unique<DeliveryLedger>(*m_kauntctl);
    m_listener = std::make_unique<QProcess>();
    m_stderr.clear();
}

void TestDamagedLog::cleanup()
{
    m_desktop.reset();
    m_listener->kill();
    m_listener->waitForFinished(Kauntctl::patience);
}

/// By a receiver that is ended so: SIGKILL leaves a write-ahead log.
void TestDamagedLog::fill(int signal)
{
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    m_ledger->beginSending(url, 4, deliveries / 4);
    m_ledger->finishSending();
    QCOMPARE(m_ledger->acknowledged(), deliveries);
    (void)Kauntctl::end(listener, signal);
    QCOMPARE(m_ledger->flaw(), QString());
}

/// In place, so that who has it open goes on with it.
void TestDamagedLog::damage(const Damage& how)
{
    QByteArray log = contentOf(logPath());
    QVERIFY(!log.isEmpty());
    how(log);
    QFile file(logPath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(file.write(log), log.size());
    QVERIFY(file.resize(log.size()));
}

void TestDamagedLog::listen(bool isDesktop)
{
    if (isDesktop)
        m_desktop = std::make_unique<DesktopProgram>(*m_kauntctl);
    m_url = isDesktop ? m_desktop->listen() : m_kauntctl->listen(*m_listener);
    QVERIFY(!m_url.isEmpty());
}

/// Where the words stand: in a banner of the window, or on stderr. Empty where they never come.
QString TestDamagedLog::said(const char* banner, const QString& words)
{
    QString text;
    const auto says = [&] {
        if (m_desktop)
            text = QString::fromUtf8(m_desktop->order(QByteArray("text ") + banner));
        else
            text = m_stderr += QString::fromUtf8(m_listener->readAllStandardError());
        return text.contains(words);
    };
    return QTest::qWaitFor(says, Kauntctl::patience) ? text : QString();
}

QSet<qint64> TestDamagedLog::numbersInLog() const
{
    const Ended events = m_kauntctl->run(
        {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("1000000")});
    QSet<qint64> numbers;
    const QList<QJsonObject> lines = objectsIn(events.out);
    for (const QJsonObject& line : lines)
        numbers.insert(line.value(QStringLiteral("delivery")).toInteger());
    return numbers.size() == lines.size() && events.status == 0 ? numbers : QSet<qint64>();
}

/// They leave it as it is, and say what helps. What only they can have met is salvaged nonetheless.
void TestDamagedLog::checkIsToldToReaders() const
{
    const QByteArray damaged = contentOf(logPath());
    const Ended ended =
        m_kauntctl->run({QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("jsonl")});
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("It is damaged. Start listening anew"), ended.err.constData());
    QCOMPARE(contentOf(logPath()), damaged);
    const QDir folder(m_kauntctl->path(QStringLiteral("data")));
    QCOMPARE(folder.entryList({QStringLiteral("events.sqlite.*")}), QStringList());
}

void TestDamagedLog::checkKept(const Told& told, const QByteArray& damaged) const
{
    QVERIFY(told.keptAs.startsWith(logPath() + QStringLiteral(".damaged-")));
    QCOMPARE(contentOf(told.keptAs), damaged);
    QCOMPARE(QFile::permissions(told.keptAs) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

/// What was copied is what had been acknowledged, new deliveries are stored, and the next start finds nothing wrong.
void TestDamagedLog::checkGoesOn(const Told& told)
{
    const QSet<qint64> copied = numbersInLog();
    QCOMPARE(copied.size(), told.salvaged);
    QVERIFY(m_ledger->numbers().contains(copied));
    DeliveryLedger since(*m_kauntctl);
    QCOMPARE(since.send(m_url, 10), (Statuses{{200, 10}}));
    QCOMPARE(since.flaw(), QString());
    QVERIFY(!copied.intersects(since.numbers()));
    QCOMPARE(Kauntctl::end(m_desktop ? m_desktop->process() : *m_listener, SIGTERM).status, 0);
    QProcess again;
    QVERIFY(!m_kauntctl->listen(again).isEmpty());
    const Ended ended = Kauntctl::end(again, SIGTERM);
    QCOMPARE(ended.status, 0);
    QVERIFY2(!ended.err.contains("was damaged"), ended.err.constData());
    QCOMPARE(numbersInLog().size(), copied.size() + 10);
}

void TestDamagedLog::isSalvagedAtTheStart_data()
{
    QTest::addColumn<bool>("isDesktop");
    QTest::addColumn<int>("signal");
    QTest::addColumn<Damage>("how");
    QTest::addColumn<bool>("isReadable");
    const Damage cut = [](QByteArray& log) { log.truncate(log.size() / 3 * 2 - pageSize / 2); };
    const Damage noDatabase = [](QByteArray& log) { spoil(log, 0, 100); };
    const Damage noTables = [](QByteArray& log) { spoil(log, 100, pageSize - 100); };
    for (const bool isDesktop : {false, true}) {
        const char* name = isDesktop ? "kaunt-monitor" : "kauntctl";
        QTest::addRow("%s: bad blocks", name) << isDesktop << SIGTERM << Damage(spoilPages) << true;
        QTest::addRow("%s: cut", name) << isDesktop << SIGTERM << cut << true;
        QTest::addRow("%s: no database any more", name) << isDesktop << SIGTERM << noDatabase << false;
        QTest::addRow("%s: without its tables", name) << isDesktop << SIGTERM << noTables << false;
    }
    QTest::newRow("kauntctl: beside a write-ahead log") << false << SIGKILL << Damage(spoilPages) << true;
}

void TestDamagedLog::isSalvagedAtTheStart()
{
    QFETCH(const bool, isDesktop);
    QFETCH(const int, signal);
    QFETCH(const Damage, how);
    QFETCH(const bool, isReadable);
    fill(signal);
    damage(how);
    checkIsToldToReaders();
    const QByteArray damaged = contentOf(logPath());
    listen(isDesktop);
    if (QTest::currentTestFailed())
        return;
    const QString text = said("problemBannerText", QStringLiteral("a new one was begun"));
    const Told told = toldIn(text);
    QVERIFY2(told.salvaged >= 0, qPrintable(text + m_stderr));
    QCOMPARE(told.salvaged > 0, isReadable);
    QCOMPARE(text.contains(u"not known"), !isReadable);
    QVERIFY(told.salvaged < deliveries);
    checkKept(told, damaged);
    if (!QTest::currentTestFailed())
        checkGoesOn(told);
}

void TestDamagedLog::isSalvagedInUse_data()
{
    QTest::addColumn<bool>("isDesktop");
    QTest::newRow("kauntctl") << false;
    QTest::newRow("kaunt-monitor") << true;
}

void TestDamagedLog::isSalvagedInUse()
{
    QFETCH(const bool, isDesktop);
    fill(SIGTERM);
    listen(isDesktop);
    damage([](QByteArray& log) { spoil(log, log.size() / 2, log.size() - log.size() / 2); });
    if (QTest::currentTestFailed())
        return;
    const QByteArray damaged = contentOf(logPath());
    Statuses all;
    // Who watches for drift may have found it first: then it can be over between two deliveries.
    const auto isTakenAgain = [&] {
        const bool isMoved =
            !QDir(m_kauntctl->path(QStringLiteral("data"))).entryList({QStringLiteral("*.damaged-*")}).isEmpty();
        const Statuses now = m_ledger->send(m_url, 1);
        for (auto one = now.cbegin(); one != now.cend(); ++one)
            all[one.key()] += one.value();
        return isMoved && now.contains(200);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTakenAgain(), Kauntctl::patience);
    all.remove(503);
    QVERIFY(all.remove(200));
    QCOMPARE(all, Statuses());
    const QString text = said("problemBannerText", QStringLiteral("a new one was begun"));
    QVERIFY2(toldIn(text).salvaged > 0, qPrintable(text + m_stderr));
    checkKept(toldIn(text), damaged);
    if (!isDesktop)
        QVERIFY2(text.contains(QStringLiteral("answered 503, so that Kaunt sends them again")), qPrintable(text));
    QCOMPARE(m_desktop ? m_desktop->order("text storingBannerText") : QByteArray(), QByteArray());
    QCOMPARE(m_ledger->send(m_url, 10), (Statuses{{200, 10}}));
    QCOMPARE(Kauntctl::end(m_desktop ? m_desktop->process() : *m_listener, SIGTERM).status, 0);
    const QSet<qint64> kept = numbersInLog();
    QVERIFY(!kept.isEmpty());
    QVERIFY(m_ledger->numbers().contains(kept));
}

/// As versions before the table of timings left it.
void TestDamagedLog::salvagesTheFirstSchema()
{
    fill(SIGTERM);
    QVERIFY(takeBackToSchema(1, logPath()));
    damage(spoilPages);
    checkIsToldToReaders();
    const QByteArray damaged = contentOf(logPath());
    listen(false);
    if (QTest::currentTestFailed())
        return;
    const Told told = toldIn(said("", QStringLiteral("a new one was begun")));
    QVERIFY2(told.salvaged > 0 && told.salvaged < deliveries, qPrintable(m_stderr));
    QVERIFY(told.unreadable > 0);
    checkKept(told, damaged);
    if (!QTest::currentTestFailed())
        checkGoesOn(told);
}

QTEST_GUILESS_MAIN(TestDamagedLog)
#include "test_damagedlog.moc"
