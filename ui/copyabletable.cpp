// SPDX-License-Identifier: MIT
#include "ui/copyabletable.h"

#include "ui/emptytext.h"
#include "ui/focushighlight.h"
#include "ui/rowheight.h"
#include "ui/valuemenu.h"
#include "ui/wholevaluedialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <memory>
#include <numeric>

namespace kaunt {

namespace {

void setClipboard(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

QStringList tableHeadings(const QAbstractItemModel& model, int column)
{
    const QVariant headings = model.headerData(column, Qt::Horizontal, tableTextRole);
    return headings.isValid() ? headings.toStringList()
                              : QStringList(model.headerData(column, Qt::Horizontal).toString());
}

/// As many as there are headings.
QStringList tableTexts(const QModelIndex& index, qsizetype count)
{
    const QVariant texts = index.data(tableTextRole);
    QStringList cells = texts.isValid() ? texts.toStringList() : QStringList(trueText(index));
    cells.resize(count);
    return cells;
}

/// A cell has one line and no tabs; a spreadsheet would run a cell that begins so as a formula.
QString separatedText(QString cell)
{
    for (QChar& character : cell) {
        if (character == u'\t' || character == u'\n' || character == u'\r')
            character = u' ';
    }
    static const QRegularExpression number(QStringLiteral("^-[0-9]"));
    const bool isFormula = cell.startsWith(u'=') || cell.startsWith(u'+') || cell.startsWith(u'@') ||
                           (cell.startsWith(u'-') && !number.match(cell).hasMatch());
    return isFormula ? u'\'' + cell : cell;
}

RowHeight::Height heightOfLines(int lines)
{
    return [lines](const QFontMetrics& metrics) { return textRowHeight(metrics, lines); };
}

} // namespace

QString trueText(const QModelIndex& index)
{
    const QVariant text = index.data(trueTextRole);
    return text.isValid() ? text.toString() : index.data(Qt::DisplayRole).toString();
}

CopyableTable::CopyableTable(const QString& objectName, const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_rowHeight(new RowHeight(*this, heightOfLines(1)))
{
    setObjectName(objectName);
    setAccessibleName(name);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        const bool isStretched = column == horizontalHeader()->count() - 1;
        if (!m_isFitting && before > 0 && now > 0 && !isStretched)
            m_wanted.clear();
    });
    showFocusByHighlight(*this);
    makeMenu();
}

void CopyableTable::makeMenu()
{
    new ValueMenu(this);
    addMenuAction(QStringLiteral("copyValue"), tr("Copy &value"), [this] { copyValue(); });
    addMenuAction(QStringLiteral("copyRow"), tr("Copy &row"), [this] { copyRow(); });
    addMenuAction(QStringLiteral("copyAll"), tr("Copy &all"), [this] { copyAll(); });
    addMenuAction(QStringLiteral("copyTable"), tr("Copy as &table"), [this] { copyTable(); });
    addMenuAction(QStringLiteral("showWholeValue"), tr("Show &whole value"), [this] { showWholeValue(); });
}

void CopyableTable::addMenuAction(const QString& objectName, const QString& text, const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
}

void CopyableTable::setTableModel(QAbstractItemModel* model)
{
    QItemSelectionModel* previous = selectionModel();
    setModel(model);
    delete previous;
    connect(model, &QAbstractItemModel::modelReset, this, [this] { fitColumns(); });
    connect(model, &QAbstractItemModel::modelReset, this, &CopyableTable::describe);
    connect(model, &QAbstractItemModel::rowsInserted, this, &CopyableTable::describe);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &CopyableTable::describe);
    fitColumns();
}

void CopyableTable::setTextLinesPerRow(int lines)
{
    m_rowHeight->setHeight(heightOfLines(lines));
}

void CopyableTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
    describe();
    viewport()->update();
}

void CopyableTable::describe()
{
    const bool isEmpty = !model() || model()->rowCount() == 0;
    setAccessibleDescription(isEmpty ? m_emptyText : QString());
}

void CopyableTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() == 0 && !m_emptyText.isEmpty())
        paintEmptyText(*this, m_emptyText);
}

void CopyableTable::fitColumns(LastColumn last)
{
    constexpr int fewRows = 100;
    if (!model())
        return;
    horizontalHeader()->setResizeContentsPrecision(fewRows);
    const QScopedValueRollback fitting(m_isFitting, true);
    const int lastColumn = model()->columnCount() - 1;
    m_wanted.clear();
    for (int column = 0; column <= lastColumn; ++column)
        m_wanted.append(std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)));
    if (last == LastColumn::Whole)
        resizeColumnToContents(lastColumn);
    giveRoom();
}

/// To the columns that are cut, from the left, what the others leave.
void CopyableTable::giveRoom()
{
    constexpr int widestInCharacters = 36;
    const int widest = fontMetrics().averageCharWidth() * widestInCharacters;
    const int last = static_cast<int>(m_wanted.size()) - 1;
    if (last < 0 || last != horizontalHeader()->count() - 1)
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    int room = viewport()->width() - (isColumnHidden(last) ? 0 : m_wanted.at(last));
    for (int column = 0; column < last; ++column)
        room -= isColumnHidden(column) ? 0 : std::min(m_wanted.at(column), widest);
    for (int column = 0; column < last; ++column) {
        const int least = std::min(m_wanted.at(column), widest);
        const int more = isColumnHidden(column) ? 0 : std::clamp(room, 0, m_wanted.at(column) - least);
        setColumnWidth(column, least + more);
        room -= more;
    }
}

/// What is seen of what is chosen stays in sight, as when a banner takes room above; sideways nothing moves.
void CopyableTable::resizeEvent(QResizeEvent* event)
{
    const QRect current = visualRect(currentIndex());
    QTableView::resizeEvent(event);
    giveRoom();
    if (!current.intersects(QRect({}, event->oldSize())))
        return;
    const int sideways = horizontalScrollBar()->value();
    scrollTo(currentIndex());
    horizontalScrollBar()->setValue(sideways);
}

void CopyableTable::copyValue() const
{
    if (currentIndex().isValid())
        setClipboard(trueText(currentIndex()));
}

void CopyableTable::copyRow() const
{
    if (currentIndex().isValid())
        setClipboard(rowText(currentIndex().row()));
}

void CopyableTable::copyAll() const
{
    QStringList rows;
    for (int row = 0; model() && row < model()->rowCount(); ++row)
        rows.append(rowText(row));
    setClipboard(rows.join(u'\n'));
}

void CopyableTable::copyTable() const
{
    if (!model())
        return;
    QStringList separated;
    QString html = QStringLiteral("<table>");
    const auto addRow = [&](const QStringList& cells, const QString& tag) {
        QStringList plain;
        html += QStringLiteral("<tr>");
        for (const QString& cell : cells) {
            plain.append(separatedText(cell));
            html += QStringLiteral("<%1>%2</%1>").arg(tag, separatedText(cell).toHtmlEscaped());
        }
        html += QStringLiteral("</tr>");
        separated.append(plain.join(u'\t'));
    };
    QList<int> columns;
    QList<QStringList> headings; // of each
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (isColumnHidden(column))
            continue;
        columns.append(column);
        headings.append(tableHeadings(*model(), column));
    }
    addRow(std::accumulate(headings.cbegin(), headings.cend(), QStringList()), QStringLiteral("th"));
    for (int row = 0; row < model()->rowCount(); ++row) {
        QStringList cells;
        for (qsizetype i = 0; i < columns.size(); ++i)
            cells += tableTexts(model()->index(row, columns.at(i)), headings.at(i).size());
        addRow(cells, QStringLiteral("td"));
    }
    auto copied = std::make_unique<QMimeData>();
    copied->setText(separated.join(u'\n'));
    copied->setHtml(html + QStringLiteral("</table>"));
    QGuiApplication::clipboard()->setMimeData(copied.release());
}

void CopyableTable::copySelection() const
{
    QModelIndexList chosen = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    if (chosen.size() < 2) {
        copyValue();
        return;
    }
    std::sort(chosen.begin(), chosen.end());
    QStringList rows;
    for (const QModelIndex& index : std::as_const(chosen))
        rows.append(rowText(index.row()));
    setClipboard(rows.join(u'\n'));
}

void CopyableTable::showWholeValue()
{
    if (!currentIndex().isValid())
        return;
    const QString name = model()->headerData(currentIndex().column(), Qt::Horizontal).toString();
    auto* dialog = new WholeValueDialog(name, trueText(currentIndex()), this);
    dialog->show();
}

void CopyableTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

QString CopyableTable::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < model()->columnCount(); ++column)
        cells.append(trueText(model()->index(row, column)));
    return cells.join(u'\t');
}

} // namespace kaunt
