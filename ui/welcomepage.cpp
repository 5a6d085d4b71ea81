// SPDX-License-Identifier: MIT
#include "ui/welcomepage.h"

#include <QApplication>
#include <QCommandLinkButton>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

namespace {

constexpr int pageWidth = 560;

QLabel* makeText(const QString& objectName, const QString& text)
{
    auto* label = new QLabel(text);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel* makeTitle()
{
    QLabel* title = makeText(QStringLiteral("welcomeTitle"), WelcomePage::tr("See every webhook that Kaunt sends you"));
    QFont font = title->font();
    constexpr double larger = 1.6;
    font.setPointSizeF(font.pointSizeF() * larger);
    font.setBold(true);
    title->setFont(font);
    return title;
}

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
    rows->addWidget(makeTitle());
    rows->addWidget(makeText(QStringLiteral("welcomeText"),
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
