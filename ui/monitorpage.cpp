// SPDX-License-Identifier: MIT
#include "ui/monitorpage.h"

#include "core/session/monitorsession.h"
#include "ui/comparisons.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/detailspanel.h"
#include "ui/driftmarks.h"
#include "ui/emptylistwording.h"
#include "ui/filterbar.h"
#include "ui/focuscopy.h"
#include "ui/forwardsentences.h"
#include "ui/frontfind.h"
#include "ui/keptcolumns.h"
#include "ui/listeningsentences.h"
#include "ui/listjumps.h"
#include "ui/publicpath.h"
#include "ui/relativefilter.h"
#include "ui/relativetimes.h"
#include "ui/sendingsentences.h"
#include "ui/sortcontrols.h"
#include "ui/sortmenu.h"
#include "ui/statebanners.h"
#include "ui/statebar.h"
#include "ui/timesmenu.h"
#include "ui/unlistedbanner.h"
#include "ui/workbench.h"

#include <QAction>
#include <QApplication>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace kaunt {

namespace {

using Command = MonitorActions::Command;

} // namespace

MonitorPage::MonitorPage(MonitorSession& session, MonitorActions& actions, const WindowState& state, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_stateBar(new StateBar({actions.action(Command::StartOrStop), actions.action(Command::SendTest),
                               actions.action(Command::Fetch), actions.action(Command::LeaveDemo)},
                              this))
    , m_banners(new StateBanners(this))
    , m_filterBar(new FilterBar(this))
    , m_model(new DeliveryListModel(session.reader(), session.clock(), this))
    , m_list(new DeliveryListView(*m_model, this))
    , m_details(new DetailsPanel(session, this))
    , m_times(new TimesMenu(this))
    , m_jumps(new ListJumps(session.reader(), this))
    , m_publicPath(new PublicPath(session, *m_banners, state, this))
    , m_workbench(new Workbench(
          session, state, [this] { return chosen(); }, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
{
    setObjectName(QStringLiteral("monitorPage"));
    layOut(state);
    wireSession();
    wirePanels();
    watchFilter();
    wireActions();
    wireJumps();
    wireTimes(state);
    m_stateBar->setDemo(session.isDemo());
    actions.setDeliveryChosen(false);
    showReceiver();
    applyQuery();
    focusList();
}

void MonitorPage::layOut(const WindowState& state)
{
    m_splitter->setObjectName(QStringLiteral("monitorSplitter"));
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_details);
    m_splitter->setChildrenCollapsible(false);
    constexpr int listShare = 5;
    constexpr int detailsShare = 6;
    m_splitter->setStretchFactor(0, listShare);
    m_splitter->setStretchFactor(1, detailsShare);
    m_splitter->setSizes({listShare * 1'000, detailsShare * 1'000}); // shared out in this proportion
    constexpr int leastList = 90;
    m_list->setMinimumHeight(leastList);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_stateBar);
    layout->addLayout(m_banners);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_splitter, 1);
    m_splitter->restoreState(state.load(WindowState::Part::Splitter));
    m_model->setPayloadColumns(state.payloadColumns());
    m_model->setDriftMarks(*new DriftMarks(m_session.drift(), this));
    m_list->restoreColumns(state.load(WindowState::Part::Columns));
    new KeptColumns(*m_list, state);
    if (m_list->sorting().restore(state.load(WindowState::Part::Order)))
        QMetaObject::invokeMethod(this, &MonitorPage::tellOfOrder, Qt::QueuedConnection); // nobody listens yet
    m_details->restoreTab(state.load(WindowState::Part::DetailsTab));
    // Both together, for the one means nothing without the other.
    connect(m_model, &DeliveryListModel::payloadColumnsChanged, this, [this, state](const QStringList& paths) {
        state.setPayloadColumns(paths);
        state.save(WindowState::Part::Columns, m_list->columnsState());
    });
    connect(m_details, &DetailsPanel::columnWanted, m_model, &DeliveryListModel::addPayloadColumn);
    m_filterBar->setReader(m_session.reader());
    m_filterBar->setKeptFilters([state] { return state.keptFilters(); },
                                [state](const KeptFilters& kept) { return state.setKeptFilters(kept); });
}

void MonitorPage::saveState(const WindowState& state) const
{
    state.save(WindowState::Part::Splitter, m_splitter->saveState());
    state.save(WindowState::Part::Columns, m_list->columnsState());
    state.save(WindowState::Part::Order, m_list->sorting().state());
    state.save(WindowState::Part::DetailsTab, m_details->tabState());
}

/// Who opens a window expects what is new on top.
void MonitorPage::tellOfOrder()
{
    Q_EMIT noticeShown(tr("The list is sorted as it was left. View → Sort by → Newest first has what is new on top."));
}

void MonitorPage::wireSession()
{
    connect(&m_session, &MonitorSession::deliveriesRecorded, m_model, &DeliveryListModel::takeRecorded);
    connect(&m_session, &MonitorSession::misdirectedRecorded, m_model, &DeliveryListModel::takeRecorded);
    connect(&m_session, &MonitorSession::deliveriesRemoved, m_model, &DeliveryListModel::takeRemoved);
    connect(&m_session, &MonitorSession::resourceStored, m_model, &DeliveryListModel::takeResource);
    connect(&m_session, &MonitorSession::fetchStarted, m_model, [this](qint64 delivery, FetchJob* job) {
        m_model->setFetching(delivery, true);
        connect(job, &FetchJob::finished, m_model, [this, delivery] { m_model->setFetching(delivery, false); });
    });
    connect(&m_session, &MonitorSession::forwardsStored, m_model, &DeliveryListModel::takeForwards);
    connect(&m_session, &MonitorSession::logChangedByOthers, m_model, &DeliveryListModel::takeChangedByOthers);
    connect(&m_session, &MonitorSession::deliveryAnnotated, m_model, &DeliveryListModel::takeAnnotated);
    const auto refill = [this] { m_model->setQuery(m_model->query()); }; // what could not be read is gone from it
    connect(&m_session, &MonitorSession::logSalvaged, this, refill);
    connect(&m_session, &MonitorSession::logReplaced, this, refill);
    connect(&m_session, &MonitorSession::receiverStateChanged, this, &MonitorPage::showReceiver);
    connect(&m_session, &MonitorSession::settingsChanged, this, &MonitorPage::showReceiver);
    connect(&m_session, &MonitorSession::certificateServed, this, &MonitorPage::showReceiver);
    connect(&m_session, &MonitorSession::testSent, this, &MonitorPage::showTestOutcome);
    m_banners->follow(m_session);
}

void MonitorPage::wirePanels()
{
    connect(m_stateBar, &StateBar::connectRequested, this, &MonitorPage::connectRequested);
    connect(m_banners, &StateBanners::settingsRequested, m_actions.action(Command::Settings), &QAction::trigger);
    connect(m_filterBar, &FilterBar::queryChanged, this, &MonitorPage::applyQuery);
    connect(m_list, &DeliveryListView::deliverySelected, m_details, &DetailsPanel::showDelivery);
    connect(m_list, &DeliveryListView::openRequested, m_details, &DetailsPanel::takeKeyboard);
    m_list->addMenuActions({m_actions.action(Command::Fetch), m_actions.action(Command::ToggleMark),
                            m_actions.action(Command::EditNote), m_actions.action(Command::Compare)});
    connect(m_list, &DeliveryListView::replayRequested, m_workbench, &Workbench::openReplay);
    connect(m_details, &DetailsPanel::deliveryShown, this,
            [this](qint64 number) { m_actions.setDeliveryChosen(number != 0); });
    connect(m_details, &DetailsPanel::fetchableChanged, &m_actions, &MonitorActions::setFetchable);
    connect(m_details, &DetailsPanel::comparableChanged, &m_actions, &MonitorActions::setComparable);
    connect(m_details, &DetailsPanel::noteDone, this, &MonitorPage::focusList);
    connect(m_details, &DetailsPanel::deliveryRead, m_model, &DeliveryListModel::takeRead);
    connect(m_details, &DetailsPanel::deliveryRequested, this, &MonitorPage::showDelivery);
    connect(m_details, &DetailsPanel::filterRequested, m_filterBar, &FilterBar::setOnlyExpression);
    connect(m_details, &DetailsPanel::termChosen, m_filterBar, &FilterBar::addTerm);
    connect(m_list, &DeliveryListView::termChosen, m_filterBar, &FilterBar::addTerm);
    connect(m_model, &DeliveryListModel::searchProgressed, this,
            [this](int percent) { m_filterBar->showProgress(percent, m_model->isSorting()); });
    connect(m_model, &DeliveryListModel::queryFailed, this,
            [this](const LogError& error) { m_banners->showProblem(sentenceFor(error)); });
}

/// It hides, and what it finds changes with the time that passes and with what others write.
void MonitorPage::watchFilter()
{
    auto* unlisted = new UnlistedBanner(*m_model);
    m_details->addAbove(unlisted);
    connect(m_details, &DetailsPanel::deliveryShown, unlisted, &UnlistedBanner::clear);
    connect(m_details, &DetailsPanel::deliveryRead, unlisted, &UnlistedBanner::setDelivery);
    connect(unlisted, &UnlistedBanner::showRequested, this, [this](qint64 number) { showFiltered({}, number); });
    auto* renewal = new RelativeFilter(*m_model, *m_list, this);
    connect(m_filterBar, &FilterBar::queryChanged, renewal, &RelativeFilter::follow);
    connect(&m_session, &MonitorSession::logChangedByOthers, renewal, &RelativeFilter::askSoon);
}

void MonitorPage::wireActions()
{
    const auto on = [this](Command command, auto&& slot) {
        connect(m_actions.action(command), &QAction::triggered, this, std::forward<decltype(slot)>(slot));
    };
    new FocusCopy(*m_actions.action(Command::Copy), this);
    auto* find =
        new FrontFind(*m_details, *m_actions.action(Command::FindInText), *m_actions.action(Command::PreviousHit));
    connect(find, &FrontFind::possibleChanged, &m_actions, &MonitorActions::setFindable);
    on(Command::Export, [this] { m_workbench->openExport(); });
    on(Command::AnswerMode, [this] { m_workbench->openAnswerMode(); });
    on(Command::CheckEndpoint, [this] { m_workbench->openCheck(); });
    on(Command::Replay, [this] { m_workbench->openReplay(); });
    on(Command::Tunnel, [this] { m_publicPath->openTunnel(); });
    on(Command::TestPath, [this] { m_publicPath->openPathTest(); });
    on(Command::Send, [this] { m_workbench->openSend(); });
    on(Command::Filter, [this] { m_filterBar->focusFilter(); });
    on(Command::ClearFilter, [this] { m_filterBar->clearFilter(); });
    on(Command::GoToNewest, [this] { m_list->goToNewest(); });
    on(Command::FoldRepeats, [this] { applyQuery(); });
    on(Command::NextArea, [this] { focusNextArea(); });
    on(Command::OpenDetails, [this] { m_list->openChosen(); });
    on(Command::ToggleMark, [this] { toggleMarks(); });
    on(Command::EditNote, [this] { m_details->editNote(); });
    on(Command::Fetch, [this] { m_details->fetchResource(); });
    on(Command::Compare, [this] { compare(); });
    on(Command::NextTab, [this] { m_details->showNextTab(1); });
    on(Command::PreviousTab, [this] { m_details->showNextTab(-1); });
    on(Command::StartOrStop, [this] { startOrStop(); });
    connect(&m_actions, &MonitorActions::testRequested, this, [this](const QString& eventType) {
        const QList<ListeningEndpoint> endpoints = m_session.endpoints();
        m_session.sendTestEvent(eventType, endpoints.isEmpty() ? QString() : endpoints.constFirst().name);
    });
    m_actions.addPageActions(m_filterBar->quickFilterActions(), {m_list->columnsMenu(), m_list->sortMenu(), m_times});
}

void MonitorPage::wireJumps()
{
    using Target = Jump::Target;
    const auto on = [this](Command command, Target target, bool isNewer) {
        connect(m_actions.action(command), &QAction::triggered, m_jumps, [this, target, isNewer] {
            m_jumps->start({target, isNewer, m_details->shownDelivery()}, m_model->query());
        });
    };
    on(Command::OlderRefused, Target::Refused, false);
    on(Command::NewerRefused, Target::Refused, true);
    on(Command::OlderFailed, Target::Failed, false);
    on(Command::NewerFailed, Target::Failed, true);
    on(Command::OlderOfEvent, Target::SameEvent, false);
    on(Command::NewerOfEvent, Target::SameEvent, true);
    connect(m_jumps, &ListJumps::found, this, &MonitorPage::showDelivery);
    connect(m_jumps, &ListJumps::ended, this, &MonitorPage::noticeShown);
    connect(m_list, &DeliveryListView::rowsCopied, this, [this](qsizetype rows, bool isAll) {
        Q_EMIT noticeShown(
            isAll ? tr("Rows copied: %L1").arg(rows)
                  : tr("Rows copied: %L1, the first of those that are chosen. Export has them all.").arg(rows));
    });
    connect(m_list, &DeliveryListView::deliverySelected, this, &MonitorPage::noticeOver);
    connect(m_jumps, &ListJumps::searching, this, [this] { Q_EMIT noticeShown(tr("Searching the log …")); });
}

void MonitorPage::wireTimes(const WindowState& state)
{
    auto* relativeTimes = new RelativeTimes(m_list, [this] { m_list->viewport()->update(); });
    const auto show = [this, relativeTimes](TimeStyle style) {
        m_model->setTimeStyle(style);
        relativeTimes->setOn(style == TimeStyle::Relative);
    };
    m_times->setStyle(state.timeStyle());
    show(state.timeStyle());
    connect(m_times, &TimesMenu::styleChosen, m_list, show);
    connect(m_times, &TimesMenu::styleChosen, this, [state](TimeStyle style) { state.setTimeStyle(style); });
}

void MonitorPage::showReceiver()
{
    if (m_session.isCapture())
        return;
    const ReceiverState state = m_session.receiverState();
    const ReceiverStatus status{state, m_session.endpoints(), m_session.listenError(), m_session.certificate()};
    m_stateBar->setStatus(status);
    m_banners->setStatus(status);
    const QList<Endpoint>& endpoints = m_session.settings().receiver.endpoints;
    m_banners->setEndpointsWithoutSecret(endpointsWithoutSecret(endpoints), endpointsWithUnreadSecret(endpoints));
    m_banners->setPassThrough(passThroughSentences(m_session.settings()));
    m_actions.setListening(state == ReceiverState::Listening);
    m_list->setEmptyText(emptyText());
}

/// On its way from one to the other it does nothing; disabled meanwhile, it would hand the keyboard to its neighbour.
void MonitorPage::startOrStop()
{
    switch (m_session.receiverState()) {
    case ReceiverState::Listening:
        m_session.stopReceiver();
        break;
    case ReceiverState::Stopped:
    case ReceiverState::Failed:
        m_session.startReceiver();
        break;
    case ReceiverState::Starting:
    case ReceiverState::Stopping:
        break;
    }
}

void MonitorPage::showTestOutcome(const SendOutcome& outcome)
{
    if (outcome.noAnswer.reason == NoAnswer::Reason::NotListening)
        Q_EMIT noticeShown(tr("No test event was sent: the receiver is not listening. Start it first."));
    else if (outcome.noAnswer.reason == NoAnswer::Reason::NoSecret)
        Q_EMIT noticeShown(tr("No test event was sent: the endpoint has no secret to sign it with."));
    else if (outcome.status == 0)
        Q_EMIT noticeShown(tr("The test event got no answer: %1").arg(noAnswerText(outcome.noAnswer)));
    else
        Q_EMIT noticeShown(tr("The test event was answered %1 within %2 ms.")
                               .arg(outcome.status)
                               .arg(QLocale().toString(outcome.millis)));
}

/// Each is written by itself, and what arrives waits for that.
void MonitorPage::toggleMarks()
{
    const QList<qint64> chosen = m_list->selectedDeliveries();
    if (chosen.size() > mostMarked)
        Q_EMIT noticeShown(tr("Nothing was marked: choose up to %L1 deliveries at a time.").arg(mostMarked));
    else
        m_details->toggleMark(chosen);
}

/// Two that are chosen with each other, else what is shown with the one before.
void MonitorPage::compare()
{
    const QList<qint64> chosen = m_list->selectedDeliveries();
    if (chosen.size() == 2)
        openPairComparison(chosen.constFirst(), chosen.constLast(), m_session.reader(), m_details);
    else
        m_details->compareWithPrevious();
}

void MonitorPage::applyQuery()
{
    DeliveryQuery query = m_filterBar->query();
    query.withMisdirected = true;
    query.foldRepeats = m_actions.action(Command::FoldRepeats)->isChecked();
    m_list->setEmptyText(emptyText());
    m_model->setQuery(query);
}

QString MonitorPage::emptyText() const
{
    if (m_filterBar->isFiltering())
        return nothingFoundText(m_filterBar->expressionInEffect());
    return m_session.isCapture() ? emptyCaptureText() : emptyLogText(m_session.receiverState());
}

void MonitorPage::showDelivery(qint64 number)
{
    m_list->selectDelivery(number);
    m_details->showDelivery(number);
}

void MonitorPage::showFiltered(const QString& filter, qint64 number)
{
    showDelivery(number); // it stays chosen, and the filtered list comes later
    m_filterBar->setOnlyExpression(filter);
}

void MonitorPage::showProblem(const Sentence& sentence, const QString& topic)
{
    m_banners->showProblem(sentence, topic);
}

void MonitorPage::clearProblems(const QString& topic)
{
    m_banners->clearProblems(topic);
}

void MonitorPage::showCapture(const Sentence& sentence)
{
    m_stateBar->hide();
    m_banners->showCapture(sentence);
    m_list->setReplayable(false);
}

ChosenDeliveries MonitorPage::chosen() const
{
    QList<qint64> selection = m_list->selectedDeliveries();
    if (const qint64 shown = m_details->shownDelivery(); selection.isEmpty() && shown > 0)
        selection = {shown}; // which need not have a row
    return {m_session.dataDirectory(), m_filterBar->query(), m_filterBar->isFiltering(), selection};
}

void MonitorPage::focusList()
{
    m_list->setFocus();
}

void MonitorPage::focusNextArea()
{
    if (m_list->hasFocus() && m_details->takeKeyboard())
        return;
    if (m_list->hasFocus() || m_details->isAncestorOf(QApplication::focusWidget()))
        m_filterBar->focusFilter();
    else
        m_list->setFocus(Qt::ShortcutFocusReason);
}

} // namespace kaunt
