// SPDX-License-Identifier: MIT
#include "ui/rundialog.h"
#include "ui/runsquestion.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace kaunt;

namespace {

/// One that sends nothing, as far as the test says.
class PretendedRun final : public RunDialog {
public:
    PretendedRun(const QString& title, QWidget* parent)
        : RunDialog(parent)
    {
        setWindowTitle(title);
        show();
        setRunUnderWay(true);
    }

    void setDone(qint64 done) { m_done = done; }
    void finish() { setRunUnderWay(false); }
    void setToReport() { m_isToReport = true; }
    [[nodiscard]] bool isToReport() const override { return m_isToReport; }
    [[nodiscard]] bool hasUnsavedReport() const override { return m_isToReport && !isRunning(); }

private:
    [[nodiscard]] Progress progress() const override { return {m_done, 4}; }
    void stop() override { setRunUnderWay(false); }

    qint64 m_done = 0;
    bool m_isToReport = false;
};

} // namespace

/// What is asked before a run ends, of one dialog and of all of a window.
class TestRunDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsWhileItAsks();
    void asksOnceForAll();
    void goesAheadOnceAllHaveEnded();
    void staysForAReport();
    void leavesWhatGoesOn();

private:
    [[nodiscard]] bool mayQuit()
    {
        return m_runs->mayEnd(RunsQuestion::End::Program, [this] { ++m_quits; });
    }
    [[nodiscard]] QList<QMessageBox*> questions() const
    {
        return m_window->findChildren<QMessageBox*>(QStringLiteral("stopRunsBox"));
    }

    std::unique_ptr<QWidget> m_window;
    PretendedRun* m_first = nullptr;
    PretendedRun* m_second = nullptr;
    RunsQuestion* m_runs = nullptr;
    int m_quits = 0;
};

void TestRunDialog::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_first = new PretendedRun(QStringLiteral("The first"), m_window.get());
    m_second = new PretendedRun(QStringLiteral("The second"), m_window.get());
    m_runs = new RunsQuestion(*m_window);
    m_quits = 0;
}

void TestRunDialog::countsWhileItAsks()
{
    m_first->setDone(1);
    m_first->reject();
    const auto* question = m_first->findChild<QMessageBox*>(QStringLiteral("stopBox"));
    QVERIFY(question && question->isVisible());
    QVERIFY2(question->text().contains(QStringLiteral("Done so far: 1. Left: 3.")), qPrintable(question->text()));
    m_first->setDone(2);
    QTRY_VERIFY2(question->text().contains(QStringLiteral("Done so far: 2. Left: 2.")), qPrintable(question->text()));
}

void TestRunDialog::asksOnceForAll()
{
    QVERIFY(!mayQuit());
    QVERIFY(!mayQuit()); // asked already
    QCOMPARE(questions().size(), 1);
    const QMessageBox* question = questions().constFirst();
    QVERIFY(question->isVisible());
    QVERIFY2(question->text().contains(QStringLiteral("The first, The second")), qPrintable(question->text()));
    QVERIFY2(question->informativeText().contains(QStringLiteral("the program ends")),
             qPrintable(question->informativeText()));
    QVERIFY(m_first->isRunning() && m_second->isRunning());
    question->findChild<QPushButton*>(QStringLiteral("stopRuns"))->click();
    QCOMPARE(m_quits, 1);
    QVERIFY(!m_first->isVisible() && !m_second->isVisible());
    QVERIFY(mayQuit());
    QTRY_VERIFY(questions().isEmpty());
    QCOMPARE(m_quits, 1);
}

/// What was asked for is not forgotten over it.
void TestRunDialog::goesAheadOnceAllHaveEnded()
{
    QVERIFY(!mayQuit());
    m_first->finish();
    QVERIFY(questions().constFirst()->isVisible());
    QCOMPARE(questions().constFirst()->text(), QStringLiteral("Still sending: The second."));
    QCOMPARE(m_quits, 0);
    m_second->finish();
    QTRY_COMPARE(m_quits, 1);
    QTRY_VERIFY(questions().isEmpty());
    QVERIFY(m_second->isVisible());
}

/// Which nobody could save if the program ended over it.
void TestRunDialog::staysForAReport()
{
    m_first->setToReport();
    QVERIFY(!mayQuit());
    QVERIFY2(questions().constFirst()->informativeText().contains(QStringLiteral("report")),
             qPrintable(questions().constFirst()->informativeText()));
    m_first->finish();
    m_second->finish();
    QTRY_VERIFY(questions().isEmpty());
    QCOMPARE(m_quits, 0);
    QVERIFY(m_first->isVisible());
    QVERIFY(mayQuit()); // asked for again, it does
}

void TestRunDialog::leavesWhatGoesOn()
{
    QVERIFY(!mayQuit());
    questions().constFirst()->findChild<QPushButton*>(QStringLiteral("goOn"))->click();
    QVERIFY(m_first->isRunning() && m_second->isRunning());
    m_first->finish();
    m_second->finish();
    QTRY_VERIFY(questions().isEmpty());
    QCOMPARE(m_quits, 0);
}

QTEST_MAIN(TestRunDialog)
#include "test_rundialog.moc"
