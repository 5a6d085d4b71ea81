// SPDX-License-Identifier: MIT
#include "ui/uniformrowheader.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QTableView>
#include <QTest>

using namespace kaunt;

namespace {

constexpr int rowHeight = 20;

QStringList manyRows()
{
    constexpr int count = 1'000;
    QStringList rows;
    for (int i = 0; i < count; ++i)
        rows.append(QString::number(count - i));
    return rows;
}

} // namespace

/// A table has as many rows as its model, each where its height puts it, wherever they come and go.
class TestUniformRowHeader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsComeAndGoAnywhere();
    void allRowsGo();
    void rowsAreSorted();
    void theModelIsReset();
    void anotherModelIsFollowed();
    void itStaysHidden();

private:
    [[nodiscard]] bool isInStep() const;

    std::unique_ptr<QTableView> m_view;
    std::unique_ptr<QStringListModel> m_model;
};

void TestUniformRowHeader::init()
{
    m_view = std::make_unique<QTableView>();
    m_model = std::make_unique<QStringListModel>(manyRows());
    m_view->setVerticalHeader(new UniformRowHeader(m_view.get()));
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_view->setModel(m_model.get());
    m_view->resize(300, 400);
    m_view->show();
    QVERIFY(isInStep());
}

bool TestUniformRowHeader::isInStep() const
{
    const QHeaderView* header = m_view->verticalHeader();
    const int rows = m_view->model()->rowCount();
    const int last = rows - 1;
    return header->count() == rows && header->length() == rows * rowHeight &&
           (rows == 0 || (m_view->rowHeight(last) == rowHeight && header->sectionPosition(last) == last * rowHeight));
}

void TestUniformRowHeader::rowsComeAndGoAnywhere()
{
    constexpr int few = 7;
    constexpr int end = 1'000 + 2 * few;
    for (const int place : {0, 500, end}) {
        QVERIFY(m_model->insertRows(place, few));
        QVERIFY(isInStep());
    }
    for (const int place : {end, 500, 0}) {
        QVERIFY(m_model->removeRows(place, few));
        QVERIFY(isInStep());
    }
    QCOMPARE(m_model->stringList(), manyRows());
    m_view->scrollToBottom();
    QCOMPARE(m_view->rowAt(m_view->viewport()->height() - 1), m_model->rowCount() - 1);
}

void TestUniformRowHeader::allRowsGo()
{
    QVERIFY(m_model->removeRows(0, m_model->rowCount()));
    QVERIFY(isInStep());
    QVERIFY(m_model->insertRows(0, 3));
    QVERIFY(isInStep());
    QTRY_COMPARE(m_view->verticalScrollBar()->maximum(), 0);
}

void TestUniformRowHeader::rowsAreSorted()
{
    m_view->selectRow(1);
    m_model->sort(0);
    QVERIFY(isInStep());
    QCOMPARE(m_view->currentIndex().data().toString(), QStringLiteral("999"));
    QCOMPARE(m_view->rowViewportPosition(0), 0);
}

void TestUniformRowHeader::theModelIsReset()
{
    m_model->setStringList({QStringLiteral("one"), QStringLiteral("two")});
    QVERIFY(isInStep());
    m_model->setStringList(manyRows());
    QVERIFY(isInStep());
}

void TestUniformRowHeader::anotherModelIsFollowed()
{
    QStandardItemModel other(5, 2);
    const QSignalSpy changed(m_view->verticalHeader(), &QHeaderView::sectionCountChanged);
    m_view->setModel(&other);
    QVERIFY(isInStep());
    other.insertRow(2);
    QVERIFY(isInStep());
    const qsizetype heard = changed.size();
    QVERIFY(m_model->removeRows(0, 10));
    QCOMPARE(changed.size(), heard);
    QVERIFY(isInStep());
    m_view->setModel(nullptr);
    QCOMPARE(m_view->verticalHeader()->count(), 0);
}

void TestUniformRowHeader::itStaysHidden()
{
    QVERIFY(!m_view->verticalHeader()->isVisible());
    QCOMPARE(m_view->viewport()->x(), m_view->frameWidth());
}

QTEST_MAIN(TestUniformRowHeader)
#include "test_uniformrowheader.moc"
