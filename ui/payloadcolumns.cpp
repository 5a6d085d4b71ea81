// SPDX-License-Identifier: MIT
#include "ui/payloadcolumns.h"

#include "ui/copyabletable.h"
#include "ui/deliverycellsmodel.h"
#include "ui/deliverycolumns.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <QAbstractItemView>
#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace kaunt {

namespace {

struct PayloadColumnsText {
    Q_DECLARE_TR_FUNCTIONS(PayloadColumns)
};

constexpr qsizetype longestTitle = 40;

/// "Total" for "$.Total", "lines[0].name" for "$.lines[0].name".
QString titleOf(const QString& path)
{
    const QString shortened = path.startsWith(QLatin1String("$.")) ? path.mid(2) : path;
    return elidedText(visibleText(shortened), longestTitle);
}

QString cellText(const QString& value)
{
    return value.isNull() ? QStringLiteral("–") : elidedText(visibleText(value), longestCell);
}

} // namespace

QVariant payloadCellData(const QString& path, const QString& value, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return cellText(value);
    case Qt::ToolTipRole:
        return plainToolTip(value);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(titleOf(path), cellText(value));
    case trueTextRole:
        return value.isNull() ? QVariant() : value;
    case filterTermRole:
        return payloadFieldTerm(path, value);
    default:
        return {};
    }
}

QVariant payloadHeaderData(const QString& path, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return titleOf(path);
    case Qt::ToolTipRole:
        return plainToolTip(path);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

void keepRowsWhole(QAbstractItemView& view)
{
    QItemSelectionModel* selection = view.selectionModel();
    QObject::connect(view.model(), &QAbstractItemModel::columnsInserted, selection, [selection] {
        selection->select(selection->selection(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    });
}

void offerRemoval(QMenu& menu, DeliveryCellsModel& model)
{
    auto* removals = new QActionGroup(&menu);
    QAction* separator = menu.addSeparator();
    const auto fill = [&menu, &model, removals, separator] {
        qDeleteAll(removals->actions());
        for (const QString& path : model.payloadColumns()) {
            QString shown = visibleText(path).replace(u'&', QLatin1String("&&"));
            QAction* action = removals->addAction(PayloadColumnsText::tr("Remove %1").arg(shown));
            action->setObjectName(QStringLiteral("remove-") + path);
            QObject::connect(
                action, &QAction::triggered, &model, [&model, path] { model.removePayloadColumn(path); },
                Qt::QueuedConnection); // the action goes with the column
            menu.addAction(action);
        }
        separator->setVisible(!model.payloadColumns().isEmpty());
    };
    fill();
    QObject::connect(&model, &DeliveryCellsModel::payloadColumnsChanged, &menu, fill);
}

} // namespace kaunt
