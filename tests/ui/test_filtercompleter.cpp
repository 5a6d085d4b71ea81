// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/ui/shownfilterbar.h"
#include "ui/filtercompleter.h"
#include "ui/keptfiltersbutton.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QStringListModel>
#include <QTest>

#include <utility>

using namespace kaunt;
using namespace kaunt::test;

/// What the filter field offers while an expression is written: fields, their values, and those that the log has seen.
class TestFilterCompleter final : public ShownFilterBar {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void completes_data();
    void completes();
    void completesByTheKeyboard();
    void leavesWhatIsWrittenWithEnter();
    void offersWhatThereIsWithDown();
    void offersWhatTheLogHasSeen();
    void offersFieldsOfPayloadsAndThenTheirValues();
    void showsWhatTheLogHasSeenAsItMayBeLookedAt();
};

void TestFilterCompleter::init()
{
    show();
    auto* candidates = m_bar->findChild<QStringListModel*>();
    QVERIFY(candidates);
    new QAbstractItemModelTester(candidates, QAbstractItemModelTester::FailureReportingMode::QtTest, m_bar.get());
    QVERIFY(!candidates->data({}).isValid());
}

void TestFilterCompleter::completes_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QStringList>("candidates");
    const QStringList none;
    QStringList names = FilterExpression::fieldNames();
    for (QString& name : names)
        name += u':';
    QTest::newRow("nothing yet") << QString() << QString() << names;
    QTest::newRow("a next term") << QStringLiteral("company:\"a b\" ") << QString() << names;
    QTest::newRow("a field") << QStringLiteral("ver") << QStringLiteral("ver")
                             << QStringList{QStringLiteral("verdict:"), QStringLiteral("delivery:")};
    QTest::newRow("a negated field") << QStringLiteral("a -ver") << QStringLiteral("ver")
                                     << QStringList{QStringLiteral("verdict:"), QStringLiteral("delivery:")};
    QTest::newRow("a value") << QStringLiteral("verdict:mis") << QStringLiteral("mis")
                             << QStringList{QStringLiteral("mismatch "), QStringLiteral("missing "),
                                            QStringLiteral("misdirected ")};
    QTest::newRow("another value") << QStringLiteral("verdict:missing|mal") << QStringLiteral("mal")
                                   << QStringList{QStringLiteral("malformed ")};
    QTest::newRow("all values") << QStringLiteral("has:") << QString()
                                << QStringList{QStringLiteral("event "),   QStringLiteral("resource "),
                                               QStringLiteral("notes "),   QStringLiteral("diagnosis "),
                                               QStringLiteral("repeats "), QStringLiteral("mark "),
                                               QStringLiteral("note ")};
    QTest::newRow("a part of a type") << QStringLiteral("type:resultfailed") << QStringLiteral("resultfailed")
                                      << QStringList{QStringLiteral("DocumentAIDocumentResultFailed ")};
    QTest::newRow("a field without a list") << QStringLiteral("company:n") << QStringLiteral("n") << none;
    QTest::newRow("a quoted value") << QStringLiteral("verdict:\"mis") << QStringLiteral("\"mis")
                                    << QStringList{QStringLiteral("mismatch "), QStringLiteral("missing "),
                                                   QStringLiteral("misdirected ")};
    QTest::newRow("a quoted value with an end")
        << QStringLiteral("verdict:\"mis\"") << QStringLiteral("\"mis\"") << none;
    QTest::newRow("a whole value") << QStringLiteral("type=:resultfailed") << QStringLiteral("resultfailed")
                                   << QStringList{QStringLiteral("DocumentAIDocumentResultFailed ")};
    QTest::newRow("a time") << QStringLiteral("since:1") << QStringLiteral("1")
                            << QStringList{QStringLiteral("15m "), QStringLiteral("1h "), QStringLiteral("1d "),
                                           QStringLiteral("1w ")};
    QTest::newRow("within quotes") << QStringLiteral("\"ver") << QString() << none;
    QTest::newRow("written out") << QStringLiteral("verdict:missing") << QStringLiteral("missing") << none;
}

void TestFilterCompleter::completes()
{
    QFETCH(const QString, expression);
    const FilterCompletion completion = filterCompletion(expression, expression.size());
    QTEST(completion.written, "written");
    QTEST(completion.candidates, "candidates");
    QCOMPARE(expression.mid(completion.start, completion.written.size()), completion.written);
}

void TestFilterCompleter::completesByTheKeyboard()
{
    QTest::keyClicks(field(), QStringLiteral("company:a verd"));
    const auto* popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QCOMPARE(popup->objectName(), QStringLiteral("filterCompletions"));
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(field()->text(), QStringLiteral("company:a verdict:"));
    QVERIFY(m_bar->findChild<KeptFiltersButton*>()->kept().recent().isEmpty()); // nobody filtered by what a candidate
                                                                                // replaced
}

void TestFilterCompleter::leavesWhatIsWrittenWithEnter()
{
    QTest::keyClicks(field(), QStringLiteral("type:failed"));
    auto* popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
    QVERIFY(popup);
    popup->setCurrentIndex(popup->model()->index(0, 0)); // as a window system does that gives it the focus
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(field()->text(), QStringLiteral("type:failed"));
    QCOMPARE(m_bar->query().filter.terms.size(), 1);
}

void TestFilterCompleter::offersWhatThereIsWithDown()
{
    QVERIFY(!QApplication::activePopupWidget());
    QTest::keyClick(field(), Qt::Key_Down);
    const auto* popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
    QVERIFY(popup);
    QCOMPARE(popup->model()->rowCount(), FilterExpression::fieldNames().size());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
}

void TestFilterCompleter::offersWhatTheLogHasSeen()
{
    const QTemporaryDir folder;
    const test::ManualClock clock;
    const auto log = test::openLog(folder.path(), {}, clock);
    Delivery delivery = test::verifiedDelivery(QStringLiteral("a"));
    delivery.event->companyName = QStringLiteral("Blå Hval \"A/S\"");
    (void)test::appendOne(*log, delivery);
    LogReader reader(folder.path(), clock);
    m_bar->setReader(reader);
    QTest::keyClicks(field(), QStringLiteral("company:hv"));
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QCOMPARE(field()->text(), QStringLiteral("company:\"Blå Hval \\\"A/S\\\"\" "));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_bar->query().filter.terms.at(0).alternatives.at(0).text, delivery.event->companyName);
    m_bar.reset(); // before the reader
}

void TestFilterCompleter::offersFieldsOfPayloadsAndThenTheirValues()
{
    const QTemporaryDir folder;
    const test::ManualClock clock;
    const auto log = test::openLog(folder.path(), {}, clock);
    Delivery delivery = test::verifiedDelivery(QStringLiteral("a"));
    delivery.body = R"({"Text":"Paper A4","a b":1})";
    (void)test::appendOne(*log, delivery);
    LogReader reader(folder.path(), clock);
    m_bar->setReader(reader);
    for (const auto& [typed, text] :
         {std::pair{"field:t", "field:Text="}, {"field:Text=", "field:\"Text=Paper A4\" "}}) {
        field()->clear();
        m_bar->activateWindow(); // which an offscreen window is no more once a popup was closed
        field()->setFocus();
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QLatin1String(typed));
        QTRY_VERIFY2(QApplication::activePopupWidget(), text);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(field()->text(), QLatin1String(text));
    }
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_bar->query().filter.terms.at(0).alternatives.at(0).text, QStringLiteral("Paper A4"));
    m_bar.reset(); // before the reader
}

void TestFilterCompleter::showsWhatTheLogHasSeenAsItMayBeLookedAt()
{
    const QTemporaryDir folder;
    const test::ManualClock clock;
    const auto log = test::openLog(folder.path(), {}, clock);
    Delivery delivery = test::verifiedDelivery(QStringLiteral("a"));
    delivery.event->companyName = QStringLiteral("Nord\u202E\nlys");
    (void)test::appendOne(*log, delivery);
    LogReader reader(folder.path(), clock);
    m_bar->setReader(reader);
    QTest::keyClicks(field(), QStringLiteral("company:nor"));
    QTRY_VERIFY(QApplication::activePopupWidget());
    auto* popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
    QCOMPARE(popup->model()->index(0, 0).data().toString(), QStringLiteral("\"Nord⟨U+202E⟩⟨U+000A⟩lys\" "));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_bar->query().filter.terms.at(0).alternatives.at(0).text, delivery.event->companyName);
    m_bar.reset(); // before the reader
}

QTEST_MAIN(TestFilterCompleter)
#include "test_filtercompleter.moc"
