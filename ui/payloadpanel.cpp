// SPDX-License-Identifier: MIT
#include "ui/payloadpanel.h"

#include "ui/jsonbodyview.h"

#include <QVBoxLayout>

namespace kaunt {

PayloadPanel::PayloadPanel(QWidget* parent)
    : QWidget(parent)
    , m_body(new JsonBodyView(tr("the payload")))
{
    setObjectName(QStringLiteral("payloadPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_body);
}

void PayloadPanel::showBody(const QByteArray& body, qint64 wholeBytes, const HeaderList& headers)
{
    m_body->setBody(body, wholeBytes, headers);
}

} // namespace kaunt
