// SPDX-License-Identifier: MIT
#include "ui/jsontreeview.h"

#include "ui/copyabletable.h"
#include "ui/focusframedelegate.h"
#include "ui/focushighlight.h"
#include "ui/jsontreemodel.h"
#include "ui/jsonwording.h"
#include "ui/rowheight.h"
#include "ui/rowopening.h"
#include "ui/valuemenu.h"
#include "ui/wholevaluedialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace kaunt {

namespace {

/// Rows as high as those of the tables beside it.
class TreeRowDelegate final : public FocusFrameDelegate {
public:
    using FocusFrameDelegate::FocusFrameDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize usual = FocusFrameDelegate::sizeHint(option, index);
        return {usual.width(), std::max(usual.height(), textRowHeight(option.fontMetrics))};
    }
};

/// Of what a value can be said to be, in pixels.
int widestTypeText(const QFontMetrics& metrics, bool isJson)
{
    using Type = JsonValue::Type;
    int widest = 0;
    const auto measure = [&metrics, &widest](const QString& text) {
        widest = std::max(widest, metrics.horizontalAdvance(text));
    };
    if (isJson) {
        for (const auto type : {Type::Null, Type::Bool, Type::Number, Type::String, Type::Array, Type::Object})
            measure(jsonTypeText(type));
    } else {
        for (const auto part :
             {XmlPart::Element, XmlPart::Attribute, XmlPart::Text, XmlPart::Comment, XmlPart::Instruction})
            measure(xmlPartText(part));
    }
    return widest;
}

} // namespace

JsonTreeView::JsonTreeView(JsonTreeModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_model(model)
{
    setModel(&model);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(JsonTreeModel::ValueColumn, QHeaderView::Stretch);
    showFocusByHighlight(*this);
    setItemDelegate(new TreeRowDelegate(this));
    new ValueMenu(this);
    addMenuAction(QStringLiteral("copyValue"), tr("Copy &value"), [this] { copyValue(); });
    addMenuAction(QStringLiteral("copyPath"), tr("Copy &path"), [this] { copyPath(); });
    addMenuAction(QStringLiteral("showWholeValue"), tr("Show &whole value"), [this] { showWholeValue(); });
    connect(new RowOpening(*this), &RowOpening::opened, this, &JsonTreeView::showWholeValue);
}

QAction* JsonTreeView::addMenuAction(const QString& objectName, const QString& text, const std::function<void()>& run)
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void JsonTreeView::settle()
{
    constexpr int shortList = 40;
    constexpr int widestInCharacters = 36;
    if (m_columnAction)
        m_columnAction->setEnabled(m_model.isJson());
    const auto open = [this](const QModelIndex& parent, const auto& self, int levels) -> void {
        while (m_model.canFetchMore(parent) && m_model.rowCount(parent) < shortList)
            m_model.fetchMore(parent);
        if (levels == 0 || m_model.rowCount(parent) > shortList)
            return;
        for (int row = 0; row < m_model.rowCount(parent); ++row) {
            const QModelIndex child = m_model.index(row, 0, parent);
            if (m_model.hasChildren(child)) {
                expand(child);
                self(child, self, levels - 1);
            }
        }
    };
    open({}, open, 2);
    resizeColumnToContents(JsonTreeModel::NameColumn);
    const int widest = fontMetrics().averageCharWidth() * widestInCharacters;
    setColumnWidth(JsonTreeModel::NameColumn, std::min(columnWidth(JsonTreeModel::NameColumn), widest));
    // What is opened later brings other types.
    constexpr int roomAround = 12;
    const int ofTypes = widestTypeText(fontMetrics(), m_model.isJson()) + roomAround;
    setColumnWidth(JsonTreeModel::TypeColumn, std::max(ofTypes, header()->sectionSizeHint(JsonTreeModel::TypeColumn)));
}

void JsonTreeView::selectByte(qsizetype offset)
{
    select(m_model.indexAtByte(offset));
}

void JsonTreeView::selectValue(qsizetype offset, qsizetype length)
{
    QModelIndex index = m_model.indexAtByte(offset);
    while (index.isValid() && (index.data(JsonTreeModel::OffsetRole).value<qsizetype>() != offset ||
                               index.data(JsonTreeModel::LengthRole).value<qsizetype>() != length))
        index = index.parent();
    select(index);
}

void JsonTreeView::select(const QModelIndex& index)
{
    const QScopedValueRollback<bool> following(m_isFollowing, true);
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

void JsonTreeView::copyValue() const
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(trueText(currentIndex().siblingAtColumn(JsonTreeModel::ValueColumn)));
}

void JsonTreeView::copyPath() const
{
    const QString path = currentIndex().data(JsonTreeModel::PathRole).toString();
    QGuiApplication::clipboard()->setText(path.isEmpty() ? QStringLiteral("$") : path);
}

void JsonTreeView::showWholeValue()
{
    if (!currentIndex().isValid() || m_model.hasChildren(currentIndex().siblingAtColumn(JsonTreeModel::NameColumn)))
        return;
    const QModelIndex value = currentIndex().siblingAtColumn(JsonTreeModel::ValueColumn);
    auto* dialog = new WholeValueDialog(value.data(JsonTreeModel::PathRole).toString(), trueText(value), this);
    dialog->show();
}

void JsonTreeView::offerColumns()
{
    m_columnAction = addMenuAction(QStringLiteral("addAsColumn"), tr("Add as &column"), [this] {
        const QString path = currentIndex().data(JsonTreeModel::PathRole).toString();
        if (path.size() > 1) // not the whole of it
            Q_EMIT columnWanted(path);
    });
}

void JsonTreeView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copyValue();
    else
        QTreeView::keyPressEvent(event);
}

void JsonTreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.isValid() && !m_isFollowing)
        Q_EMIT bytesChosen(current.data(JsonTreeModel::OffsetRole).value<qsizetype>(),
                           current.data(JsonTreeModel::LengthRole).value<qsizetype>());
}

/// What is read stays in sight, as when a banner takes room above.
void JsonTreeView::resizeEvent(QResizeEvent* event)
{
    const QRect current = visualRect(currentIndex());
    QTreeView::resizeEvent(event);
    if (current.intersects(QRect({}, event->oldSize())))
        scrollTo(currentIndex());
}

} // namespace kaunt
