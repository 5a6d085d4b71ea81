// SPDX-License-Identifier: MIT
#include "ui/welcomepage.h"

#include "ui/pagetext.h"

#include <QCommandLinkButton>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

namespace {

constexpr int pageWidth = 560;

QCommandLinkButton* makeWay(const QString& objectName, const QString& text, const QString& description)
{
    auto* button = new QCommandLinkButton(text, description);
    button->setObjectName(objectName);
    button->setAccessibleDescription(description);
    button->setAutoDefault(true); // Return chooses it, outside a dialog too
    return button;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto* tryDemo = makeWay(QStringLiteral("tryDemo"), tr("Try it with a &simulated Kaunt"),
                            tr("Events arrive at once and everything works, offline. Nothing of it is kept."));
    auto* connectWebhook =
        makeWay(QStringLiteral("connectWebhook"), tr("&Connect my webhook"),
                tr("Enter the webhook's secret, see which URL to register, and send a signed test."));
    connect(tryDemo, &QCommandLinkButton::clicked, this, &WelcomePage::demoRequested);
    connect(connectWebhook, &QCommandLinkButton::clicked, this, &WelcomePage::connectRequested);

    auto* column = new QWidget(this);
    column->setMaximumWidth(pageWidth);
    auto* rows = new QVBoxLayout(column);
    rows->addWidget(makePageTitle(QStringLiteral("welcomeTitle"), tr("See every webhook that Kaunt sends you")));
    rows->addWidget(
        makePageText(QStringLiteral("welcomeText"),
                     tr("Whether each delivery came, whether its signature is right, what it says, and what "
                        "the proposal behind it says. It stays on this machine.")));
    rows->addSpacing(rows->spacing());
    rows->addWidget(tryDemo);
    rows->addWidget(connectWebhook);

    auto* layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addWidget(column, 4, Qt::AlignVCenter);
    layout->addStretch(1);
    setFocusProxy(tryDemo);
}

} // namespace kaunt
