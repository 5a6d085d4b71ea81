// SPDX-License-Identifier: MIT
#include "ui/alertspanel.h"

#include "ui/alertsentences.h"
#include "ui/alertsmodel.h"
#include "ui/announcement.h"
#include "ui/buttonrow.h"
#include "ui/copyabletable.h"
#include "ui/messagebanner.h"
#include "ui/rowopening.h"
#include "ui/sentencelabel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

AlertsPanel::AlertsPanel(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_model(new AlertsModel(clock, this))
    , m_table(new CopyableTable(QStringLiteral("alertsTable"), tr("Alerts, newest first")))
    , m_chosen(new SentenceLabel(QStringLiteral("chosenAlert")))
    , m_show(makeRowButton(QStringLiteral("showAlertDeliveries"), tr("Show deliveries"),
                           tr("Filters the list for the deliveries of the chosen alert (Enter)")))
    , m_clear(makeRowButton(QStringLiteral("clearAlerts"), tr("Clear alerts")))
    , m_commandBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("alertCommandBanner")))
    , m_urlBanner(new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("alertUrlBanner")))
{
    setObjectName(QStringLiteral("alertsPanel"));
    layOut();
    connect(new RowOpening(*m_table), &RowOpening::opened, this, &AlertsPanel::showChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlertsPanel::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AlertsPanel::showState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AlertsPanel::showState);
    connect(m_show, &QPushButton::clicked, this, &AlertsPanel::showChosen);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        focusAlerts(); // else Qt hands the keyboard of the button, which is of no more use, to any neighbour
        clear();
    });
    showState();
}

void AlertsPanel::layOut()
{
    constexpr int leastRows = 1; // with the chosen one whole beneath, on a small screen
    m_table->setTableModel(m_model);
    m_table->horizontalHeader()->setSectionResizeMode(AlertsModel::WhyColumn, QHeaderView::Stretch);
    setColumnWidths();
    m_table->setEmptyText(
        tr("No alerts. What the rules in Settings → Alerts watch for is told here: refused deliveries in "
           "a burst, failures that Kaunt announces, a log that can't be written and the like."));
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * leastRows);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(layout->contentsMargins().left(), 0, layout->contentsMargins().right(), 0);
    for (MessageBanner* banner : {m_commandBanner, m_urlBanner}) {
        banner->setClosable();
        layout->addWidget(banner);
    }
    layout->addWidget(m_table, 1);
    layout->addWidget(m_chosen);
    layout->addWidget(makeButtonRow({m_show, m_clear}));
}

/// For what is to come: there is nothing in it yet to go by.
void AlertsPanel::setColumnWidths()
{
    const int character = m_table->fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[]{{AlertsModel::TimeColumn, 14},
                                       {AlertsModel::RuleColumn, 20},
                                       {AlertsModel::WhatColumn, 44},
                                       {AlertsModel::DeliveriesColumn, 22}};
    for (const auto& [column, characters] : widths)
        m_table->setColumnWidth(column, characters * character);
}

QSize AlertsPanel::sizeHint() const
{
    constexpr int moreRows = 5;
    const QSize least = minimumSizeHint();
    return {QWidget::sizeHint().width(), least.height() + moreRows * m_table->verticalHeader()->defaultSectionSize()};
}

void AlertsPanel::focusAlerts()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

void AlertsPanel::addAlert(const Alert& alert)
{
    m_model->add(alert);
    announce(*this, {}); // another alert is told, though it has the words of the one before
    announce(*this, tr("Alert: %1").arg(sentenceFor(alert).happened));
    if (!isVisible() || !isActiveWindow())
        setUnread(m_unread + 1);
}

void AlertsPanel::showHookFailure(const AlertHookFailure& failure)
{
    MessageBanner* banner = failure.hook == AlertHookFailure::Hook::Command ? m_commandBanner : m_urlBanner;
    banner->showSentence(sentenceFor(failure));
}

void AlertsPanel::clearHookFailure(AlertHookFailure::Hook hook)
{
    (hook == AlertHookFailure::Hook::Command ? m_commandBanner : m_urlBanner)->clear();
}

void AlertsPanel::clear()
{
    m_model->setRows({});
    setColumnWidths();
    setUnread(0);
}

bool AlertsPanel::event(QEvent* event)
{
    const bool isSeen = event->type() == QEvent::Show || (event->type() == QEvent::WindowActivate && isVisible());
    if (isSeen && isActiveWindow())
        setUnread(0);
    return QWidget::event(event);
}

void AlertsPanel::setUnread(int unread)
{
    if (unread == m_unread)
        return;
    m_unread = unread;
    Q_EMIT unreadChanged(unread);
}

void AlertsPanel::showChosen()
{
    if (const QModelIndex chosen = m_table->currentIndex(); chosen.isValid()) {
        const Alert alert = m_model->rows().at(chosen.row()); // it may be gone before this is over
        if (!alert.deliveries.isEmpty())
            Q_EMIT deliveriesRequested(alert);
    }
}

void AlertsPanel::showState()
{
    const QModelIndex chosen = m_table->currentIndex();
    m_chosen->setSentence(chosen.isValid() ? sentenceFor(m_model->rows().at(chosen.row())) : Sentence());
    m_show->setEnabled(chosen.isValid() && !m_model->rows().at(chosen.row()).deliveries.isEmpty());
    m_clear->setEnabled(m_model->rowCount() > 0);
}

} // namespace kaunt
