// SPDX-License-Identifier: MIT
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/freeport.h"
#include "ui/checkdialog.h"
#include "ui/conformancemodel.h"
#include "ui/copyabletable.h"
#include "ui/sentencelabel.h"
#include "ui/windowplace.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The dialog against a peer on a real socket that accepts whatever comes.
class TestCheckDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEachCase();
    void tellsTheWholeCaseWhileItRuns();
    void fitsOnTheScreen();
    void asksForWhatIsMissing_data();
    void asksForWhatIsMissing();
    void saysThatNobodyAnswers();
    void stops();
    void endsWhereOneReads();
    void asksBeforeItIsClosed();
    void remembersWhereTo();

private:
    [[nodiscard]] static std::unique_ptr<CheckDialog> open(const QUrl& url, const QByteArray& secret);
    [[nodiscard]] static QPushButton* button(const CheckDialog& dialog, const char* name)
    {
        return dialog.findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] static QString outcome(const CheckDialog& dialog)
    {
        return dialog.findChild<SentenceLabel*>(QStringLiteral("checkOutcome"))->text();
    }
};

std::unique_ptr<CheckDialog> TestCheckDialog::open(const QUrl& url, const QByteArray& secret)
{
    auto dialog = std::make_unique<CheckDialog>(url, secret);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->show();
    return dialog;
}

void TestCheckDialog::showsEachCase()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    peer.setCloseAfterAnswer(true);
    const auto dialog = open(peer.url(), "a secret");
    auto* table = dialog->findChild<CopyableTable*>(QStringLiteral("checkResults"));
    const QAbstractItemModelTester tester(table->model());
    const QPushButton* begin = button(*dialog, "checkBegin");
    QVERIFY(!button(*dialog, "checkSave")->isEnabled());
    button(*dialog, "checkBegin")->click();
    QVERIFY(!begin->isEnabled());
    constexpr int patience = 60'000; // one body is sent slowly
    QTRY_VERIFY_WITH_TIMEOUT(begin->isEnabled(), patience);
    const int cases = table->model()->rowCount();
    QCOMPARE(cases, dialog->findChild<QProgressBar*>(QStringLiteral("checkProgress"))->maximum());
    const QModelIndex first = table->model()->index(0, ConformanceModel::GradeColumn);
    const auto failed = table->model()->match(first, Qt::DisplayRole, QStringLiteral("✖"), -1, Qt::MatchStartsWith);
    QVERIFY(failed.size() > 10); // it lets everybody in
    QVERIFY(outcome(*dialog).contains(QStringLiteral("failed")));
    QTRY_COMPARE(table->horizontalScrollBar()->maximum(), 0);
    const auto* chosen = dialog->findChild<SentenceLabel*>(QStringLiteral("chosenCheck"));
    QCOMPARE(table->currentIndex().row(), failed.constFirst().row());
    QVERIFY(table->viewport()->rect().contains(table->visualRect(table->currentIndex()).center()));
    table->selectRow(0);
    QVERIFY(chosen->isVisible());
    const QString meaning = table->model()->index(0, ConformanceModel::MeaningColumn).data().toString();
    QVERIFY2(chosen->text().contains(meaning), qPrintable(chosen->text()));
    const QTemporaryDir folder;
    QVERIFY(dialog->hasUnsavedReport());
    QVERIFY(dialog->saveReport(folder.filePath(QStringLiteral("report.xml"))));
    QVERIFY(!dialog->hasUnsavedReport());
    QFile report(folder.filePath(QStringLiteral("report.xml")));
    QVERIFY(report.open(QIODevice::ReadOnly));
    QVERIFY(report.readAll().contains(QStringLiteral("tests=\"%1\"").arg(cases).toUtf8()));
    QVERIFY(!dialog->saveReport(folder.filePath(QStringLiteral("nowhere/report.xml"))));
    QVERIFY2(outcome(*dialog).contains(QStringLiteral("There is no folder")), qPrintable(outcome(*dialog)));
    QVERIFY(button(*dialog, "checkSave")->isEnabled());
    button(*dialog, "checkBegin")->click();
    button(*dialog, "checkStop")->click();
    QVERIFY(!button(*dialog, "checkSave")->isEnabled()); // the report was another run's
    QVERIFY(!chosen->isVisible());
}

/// The first case has one of the shortest names.
void TestCheckDialog::tellsTheWholeCaseWhileItRuns()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    const auto dialog = open(peer.url(), "a secret");
    const auto* table = dialog->findChild<CopyableTable*>(QStringLiteral("checkResults"));
    button(*dialog, "checkBegin")->click();
    QTRY_VERIFY(table->model()->rowCount() > 2);
    const QAbstractItemView& items = *table;
    QVERIFY(table->columnWidth(ConformanceModel::CaseColumn) >= items.sizeHintForColumn(ConformanceModel::CaseColumn));
    button(*dialog, "checkStop")->click();
}

/// The one of the tests is narrower than what it usually has.
void TestCheckDialog::fitsOnTheScreen()
{
    const auto dialog = open({}, "a secret");
    QVERIFY(dialog->width() <= roomFor(*dialog).width());
    QVERIFY(dialog->height() <= roomFor(*dialog).height());
}

void TestCheckDialog::asksForWhatIsMissing_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("missing");
    QTest::newRow("no URL") << QString() << QByteArray("a") << QStringLiteral("complete http or https URL");
    QTest::newRow("another scheme") << QStringLiteral("ftp://127.0.0.1/") << QByteArray("a")
                                    << QStringLiteral("complete http or https URL");
    QTest::newRow("a password") << QStringLiteral("http://me:hush@127.0.0.1/") << QByteArray("a")
                                << QStringLiteral("a password in this URL");
    QTest::newRow("no secret") << QStringLiteral("http://127.0.0.1:1/") << QByteArray() << QStringLiteral("no secret");
}

void TestCheckDialog::asksForWhatIsMissing()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, secret);
    QFETCH(const QString, missing);
    const auto dialog = open({}, secret);
    dialog->findChild<QLineEdit*>(QStringLiteral("checkUrl"))->setText(url);
    button(*dialog, "checkBegin")->click();
    QVERIFY2(outcome(*dialog).contains(missing), qPrintable(outcome(*dialog)));
    QVERIFY(button(*dialog, "checkBegin")->isEnabled());
}

void TestCheckDialog::saysThatNobodyAnswers()
{
    const auto dialog = open(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(freePort())), "a secret");
    button(*dialog, "checkBegin")->click();
    QTRY_VERIFY(outcome(*dialog).startsWith(QStringLiteral("Nobody answered")));
}

void TestCheckDialog::stops()
{
    ScriptedPeer silent({QByteArray()});
    const auto dialog = open(silent.url(), "a secret");
    button(*dialog, "checkBegin")->click();
    QTRY_COMPARE(silent.requests().size(), 1);
    button(*dialog, "checkStop")->click();
    QVERIFY(button(*dialog, "checkBegin")->isEnabled());
    QTRY_COMPARE(silent.openConnections(), 0);
}

/// And where nobody has gone elsewhere, Return checks again.
void TestCheckDialog::endsWhereOneReads()
{
    ScriptedPeer silent({QByteArray()});
    const auto dialog = open(silent.url(), "a secret");
    QPushButton* begin = button(*dialog, "checkBegin");
    auto* table = dialog->findChild<QWidget*>(QStringLiteral("checkResults"));
    for (QWidget* place : std::initializer_list<QWidget*>{begin, table}) {
        begin->click();
        if (place == table)
            table->setFocus();
        button(*dialog, "checkStop")->click();
        QCOMPARE(dialog->focusWidget(), place);
    }
}

void TestCheckDialog::asksBeforeItIsClosed()
{
    ScriptedPeer silent({QByteArray()});
    const auto dialog = open(silent.url(), "a secret");
    button(*dialog, "checkBegin")->click();
    QTRY_COMPARE(silent.requests().size(), 1);
    dialog->reject();
    QVERIFY(dialog->isVisible());
    const auto* question = dialog->findChild<QMessageBox*>(QStringLiteral("stopBox"));
    QVERIFY(question && question->isVisible());
    const int cases = dialog->findChild<QProgressBar*>(QStringLiteral("checkProgress"))->maximum();
    QVERIFY2(question->text().contains(QStringLiteral("Done so far: 0. Left: %1.").arg(cases)),
             qPrintable(question->text()));
    question->findChild<QPushButton*>(QStringLiteral("stopAndClose"))->click();
    QVERIFY(!dialog->isVisible());
    QTRY_COMPARE(silent.openConnections(), 0);
}

void TestCheckDialog::remembersWhereTo()
{
    ScriptedPeer silent({QByteArray()});
    const auto dialog = open({}, "a secret");
    QSignalSpy used(dialog.get(), &CheckDialog::targetUsed);
    button(*dialog, "checkBegin")->click();
    QCOMPARE(used.size(), 0); // there is nothing to send to
    dialog->findChild<QLineEdit*>(QStringLiteral("checkUrl"))->setText(silent.url().toString() + u' ');
    button(*dialog, "checkBegin")->click();
    QCOMPARE(used.size(), 1);
    QCOMPARE(used.constFirst().constFirst().toString(), silent.url().toString());
}

QTEST_MAIN(TestCheckDialog)
#include "test_checkdialog.moc"
