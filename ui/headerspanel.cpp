// SPDX-License-Identifier: MIT
#include "ui/headerspanel.h"

#include "ui/copyabletable.h"
#include "ui/headerfields.h"
#include "ui/rowopening.h"
#include "ui/valuefield.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

HeadersPanel::HeadersPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new FieldsModel(tr("Name"), this))
    , m_requestLine(new ValueField(tr("Request line")))
{
    setObjectName(QStringLiteral("headersPanel"));
    m_requestLine->setObjectName(QStringLiteral("requestLine"));
    auto* table = new CopyableTable(QStringLiteral("headerTable"), tr("Header fields"));
    table->setTableModel(m_model);
    table->horizontalHeader()->setStretchLastSection(true);
    connect(new RowOpening(*table), &RowOpening::opened, table, &CopyableTable::showWholeValue);

    auto* copyAll = new QPushButton(tr("Copy a&ll headers"));
    copyAll->setObjectName(QStringLiteral("copyAllHeaders"));
    connect(copyAll, &QPushButton::clicked, table, &CopyableTable::copyAll);

    auto* top = new QHBoxLayout;
    top->addWidget(m_requestLine, 1);
    top->addWidget(copyAll);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(table);
}

void HeadersPanel::showHeaders(const QByteArray& method, const QByteArray& target, const HeaderList& headers)
{
    m_requestLine->setValue(QStringLiteral("%1 %2").arg(headerText(method), headerText(target)));
    m_model->setRows(headerFields(headers));
}

} // namespace kaunt
