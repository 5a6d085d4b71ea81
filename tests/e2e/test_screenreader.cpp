// SPDX-License-Identifier: MIT
#include "tests/core/secrets/testkeyring.h"
#include "tests/e2e/screenreader.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kaunt::test;

namespace {

constexpr int patience = 60'000; // milliseconds
using Element = ScreenReader::Element;

bool hasWord(const QString& text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetterOrNumber(); });
}

} // namespace

/// The real program on a real display, as a screen reader has it from the accessibility bus.
class TestScreenReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void readsTheList();
    void namesEveryControl();
    void hearsOfNewDeliveries();

private:
    void startDisplay();
    void startProgram();
    void walk(const Element& element, QStringList& findings, int& controls) const;

    std::unique_ptr<TestBus> m_session;
    QTemporaryDir m_home;
    QProcess m_display;
    QProcess m_program;
    std::unique_ptr<ScreenReader> m_reader;
    Element m_window;
};

void TestScreenReader::initTestCase()
{
    // The accessibility bus, which others start, must not take the place of the user's.
    for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, m_home.path().toUtf8());
    m_session = std::make_unique<TestBus>();
    QVERIFY(m_session->isRunning());
    startDisplay();
    m_reader = std::make_unique<ScreenReader>();
    QVERIFY(m_reader->isConnected());
    startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(!m_reader->application(QStringLiteral("kaunt-monitor")).isNull(), patience);
    m_window = m_reader->application(QStringLiteral("kaunt-monitor"));
}

void TestScreenReader::startDisplay()
{
    m_display.start(QStringLiteral("Xvfb"),
                    {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                     QStringLiteral("1280x900x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    QTRY_VERIFY_WITH_TIMEOUT(m_display.canReadLine(), patience);
}

void TestScreenReader::startProgram()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), u':' + QString::fromLatin1(m_display.readLine().trimmed()));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    m_program.setProcessEnvironment(environment);
    m_program.setProcessChannelMode(QProcess::ForwardedChannels);
    m_program.start(QStringLiteral(KAUNT_BIN_DIR "/kaunt-monitor"), {QStringLiteral("--demo")});
    QVERIFY(m_program.waitForStarted());
}

void TestScreenReader::cleanupTestCase()
{
    m_reader.reset();
    m_program.terminate();
    if (!m_program.waitForFinished(patience))
        m_program.kill();
    m_display.terminate();
    m_display.waitForFinished();
    m_session.reset();
}

void TestScreenReader::readsTheList()
{
    Element list;
    const auto hasRows = [this, &list] {
        list = m_reader->find(m_window, QStringLiteral("table"), QStringLiteral("Deliveries, newest first"));
        return !list.isNull() && m_reader->rows(list) >= 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasRows(), patience);
    const QStringList headings = m_reader->columnHeadings(list);
    QVERIFY(!headings.isEmpty() && !headings.contains(QString()));
    const int signature = static_cast<int>(headings.indexOf(QStringLiteral("Signature")));
    // A cell is read without its row and heading in sight, so it says what it is.
    QTRY_VERIFY_WITH_TIMEOUT(m_reader->cellText(list, 0, signature).startsWith(QStringLiteral("Signature: ")),
                             patience);
}

void TestScreenReader::walk(const Element& element, QStringList& findings, int& controls) const
{
    static const QSet<QString> named{
        QStringLiteral("push button"),     QStringLiteral("toggle button"), QStringLiteral("check box"),
        QStringLiteral("radio button"),    QStringLiteral("text"),          QStringLiteral("combo box"),
        QStringLiteral("spin button"),     QStringLiteral("table"),         QStringLiteral("tree"),
        QStringLiteral("page tab"),        QStringLiteral("page tab list"), QStringLiteral("menu"),
        QStringLiteral("menu item"),       QStringLiteral("image"),         QStringLiteral("push button menu"),
        QStringLiteral("check menu item"), QStringLiteral("frame"),         QStringLiteral("alert")};
    const QList<Element> all = m_reader->children(element);
    for (const Element& one : all) {
        const QString role = m_reader->role(one);
        if (!m_reader->isShowing(one))
            continue;
        if (named.contains(role)) {
            ++controls;
            if (!hasWord(m_reader->name(one)))
                findings.append(QStringLiteral("a %1 at %2 has no name").arg(role, one.path));
        }
        if (role != QLatin1String("table") && role != QLatin1String("tree"))
            walk(one, findings, controls);
    }
}

void TestScreenReader::namesEveryControl()
{
    QStringList findings;
    int controls = 0;
    walk(m_window, findings, controls);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
    QVERIFY2(controls > 10, qPrintable(QString::number(controls)));
}

/// The demo's go on coming.
void TestScreenReader::hearsOfNewDeliveries()
{
    const auto hasHeard = [this] { return !m_reader->newNames().filter(QStringLiteral("new: ")).isEmpty(); };
    QTRY_VERIFY_WITH_TIMEOUT(hasHeard(), patience);
}

QTEST_GUILESS_MAIN(TestScreenReader)
#include "test_screenreader.moc"
