// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/driftmarks.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

Delivery delivery(int id, const QByteArray& more = {})
{
    Delivery one = verifiedDelivery(QStringLiteral("6d1f-%1").arg(id));
    one.event->eventType = QStringLiteral("InvoiceCodingProposalProcessingCompleted");
    one.body = R"({"Id":")" + one.event->id.toUtf8() +
               R"(","EventType":"InvoiceCodingProposalProcessingCompleted","TenantId":"t","Url":"u")" + more + '}';
    return one;
}

} // namespace

/// The list tells which deliveries have brought something new.
class TestDriftMarks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsNewIsMarked();
    void whatIsAcceptedIsNotMarked();
    void aRefusedDeliveryIsNot();
    void whatComesIsComparedWithWhatCameBefore();

private:
    [[nodiscard]] QVariant eventCell(qint64 number, int role = Qt::DisplayRole) const
    {
        const DeliveryListModel& model = m_list->model();
        return model.index(model.rowOf(number), static_cast<int>(DeliveryColumn::Event)).data(role);
    }
    void learn()
    {
        const QSignalSpy learned(m_watch.get(), &DriftWatch::learned);
        m_watch->catchUp();
        QTRY_VERIFY(!learned.isEmpty());
    }

    ManualClock m_clock;
    std::unique_ptr<ListedLog> m_list;
    std::unique_ptr<DriftWatch> m_watch;
    std::unique_ptr<DriftMarks> m_marks;
};

void TestDriftMarks::init()
{
    m_list = std::make_unique<ListedLog>();
    m_watch = std::make_unique<DriftWatch>(m_list->directory(), m_clock);
    m_marks = std::make_unique<DriftMarks>(*m_watch);
    m_list->model().setDriftMarks(*m_marks);
    m_list->append({delivery(1), delivery(2), delivery(3, R"(,"Region":"EU")"), delivery(4)});
    QVERIFY(m_list->ask(foldedQuery()));
    learn();
}

void TestDriftMarks::cleanup()
{
    m_list.reset();
    m_marks.reset();
    m_watch.reset();
}

void TestDriftMarks::whatIsNewIsMarked()
{
    QTRY_COMPARE(eventCell(3).toString(), QStringLiteral("+ Proposal completed (new)"));
    QCOMPARE(eventCell(2).toString(), QStringLiteral("Proposal completed"));
    QVERIFY(eventCell(3, Qt::ToolTipRole).toString().contains(QStringLiteral("$.Region is a new field")));
    QVERIFY(eventCell(3, Qt::AccessibleTextRole).toString().contains(QStringLiteral("1 additive")));
}

void TestDriftMarks::whatIsAcceptedIsNotMarked()
{
    QTRY_VERIFY(eventCell(3).toString().startsWith(u'+'));
    m_watch->accept(3);
    QTRY_COMPARE(eventCell(3).toString(), QStringLiteral("Proposal completed"));
    QVERIFY(!eventCell(3, Qt::ToolTipRole).toString().contains(QStringLiteral("Region")));
}

void TestDriftMarks::aRefusedDeliveryIsNot()
{
    m_list->append({refusedDelivery(R"({"Region":"EU"})")});
    QTRY_COMPARE(eventCell(5).toString(), QStringLiteral("–"));
    learn();
    QCOMPARE(eventCell(5).toString(), QStringLiteral("–"));
}

void TestDriftMarks::whatComesIsComparedWithWhatCameBefore()
{
    Delivery other = delivery(7);
    other.event->eventType = QStringLiteral("InvoicePosted");
    other.body.replace("InvoiceCodingProposalProcessingCompleted", "InvoicePosted");
    m_list->append({other});
    QTRY_VERIFY(eventCell(5).isValid());
    learn();
    QTRY_VERIFY(eventCell(5).toString().endsWith(QStringLiteral("(new)")));
    QVERIFY(eventCell(5, Qt::ToolTipRole).toString().contains(QStringLiteral("InvoicePosted was not seen before")));
}

QTEST_MAIN(TestDriftMarks)
#include "test_driftmarks.moc"
