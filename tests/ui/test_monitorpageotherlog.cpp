// SPDX-License-Identifier: MIT
#include "core/whenanswered.h"
#include "tests/ui/monitorpagefixture.h"
#include "ui/valuefield.h"

#include <QAbstractItemView>
#include <QFile>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What the window shows where another log takes the place of the one that it read: the same number is another
/// delivery there.
class TestMonitorPageOtherLog final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void theDetailsAreAllOfOneDelivery();
    void aNoteGoesToNoOther();

private:
    void exchangeLog();
    [[nodiscard]] QString payloadId() const;
    [[nodiscard]] QString summaryId() const { return find<ValueField>("eventId")->value(); }
    [[nodiscard]] QString storedNote(qint64 delivery) const;

    std::unique_ptr<QTemporaryDir> m_other; ///< with a log of one delivery
    QString m_otherId;
};

void TestMonitorPageOtherLog::init()
{
    begin();
    listen();
    QVERIFY(deliver(body(99)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    QTRY_VERIFY_WITH_TIMEOUT(!payloadId().isEmpty(), patience);
    m_otherId = payloadId();
    close();
    m_other = std::move(m_folder);
    begin();
    QVERIFY(chooseFirstOf(1));
    QTRY_VERIFY_WITH_TIMEOUT(!payloadId().isEmpty(), patience);
    QVERIFY(payloadId() != m_otherId);
}

QString TestMonitorPageOtherLog::payloadId() const
{
    const auto* tree = find<QWidget>("payloadPanel")->findChild<QAbstractItemView*>(QStringLiteral("bodyTree"));
    return tree->model()->index(0, 1).data().toString();
}

QString TestMonitorPageOtherLog::storedNote(qint64 delivery) const
{
    std::optional<QString> note;
    const auto answers = m_session->reader().ask([delivery](const LogQueries& log) { return log.delivery(delivery); });
    whenAnswered(m_page, answers, [&note](const Result<DeliveryRecord, LogError>& record) {
        note = record ? record->summary.note : QStringLiteral("(unreadable)");
    });
    [&note] { QTRY_VERIFY_WITH_TIMEOUT(note, patience); }();
    return note.value_or(QString());
}

/// As somebody does who puts a backup in its place; the next delivery finds it.
void TestMonitorPageOtherLog::exchangeLog()
{
    const QString log = QStringLiteral("events.sqlite");
    for (const char* end : {"", "-wal", "-shm"})
        QFile::remove(m_folder->filePath(log + QLatin1String(end)));
    QVERIFY(QFile::copy(m_other->filePath(log), m_folder->filePath(log)));
    QVERIFY(deliver(body(2)));
}

void TestMonitorPageOtherLog::theDetailsAreAllOfOneDelivery()
{
    exchangeLog();
    QTRY_COMPARE_WITH_TIMEOUT(summaryId(), m_otherId, patience);
    QTRY_COMPARE_WITH_TIMEOUT(payloadId(), m_otherId, patience);
}

void TestMonitorPageOtherLog::aNoteGoesToNoOther()
{
    const QSignalSpy replaced(m_session.get(), &MonitorSession::logReplaced);
    auto* note = find<QPlainTextEdit>("note");
    note->setPlainText(QStringLiteral("about another"));
    exchangeLog();
    QTRY_COMPARE_WITH_TIMEOUT(replaced.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(summaryId(), m_otherId, patience);
    QCOMPARE(note->toPlainText(), QString());
    QTest::keyClicks(note, QStringLiteral("mine"));
    QTest::keyClick(note, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(storedNote(1), QStringLiteral("mine"), patience);
}

QTEST_MAIN(TestMonitorPageOtherLog)

#include "test_monitorpageotherlog.moc"
