// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/catch_up.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/rpc/channel.h"
#include "common/rpc/status.h"

namespace jiedui::scheduler {
namespace {

absl::Status RegistryUnavailable(absl::string_view refusal, absl::string_view why) {
  return MakeError(absl::StatusCode::kUnavailable, "REGISTRY_UNAVAILABLE",
                   absl::StrCat(refusal, ", and ", why, ": retry"));
}

bool MayBeBehind(const absl::Status& refusal) {
  const std::string reason = ReasonOf(refusal);
  return reason == "PERSON_UNKNOWN" || reason == "ORGANIZATION_UNKNOWN";
}

}  // namespace

CatchUp::CatchUp(std::shared_ptr<grpc::Channel> channel, const Clock& clock, DirectoryProgress& progress,
                 std::function<void()> nudge)
    : stub_(registry::v1::AdminService::NewStub(std::move(channel))),
      clock_(clock),
      progress_(progress),
      nudge_(std::move(nudge)) {
  progress_.SetListener([this] {
    MutexLock lock(mutex_);
    advanced_ = true;
    if (waiting_ > 0) changed_.NotifyAll();
  });
  thread_ = std::thread([this] { Run(); });
}

CatchUp::~CatchUp() {
  Stop();
  progress_.SetListener([] {});
}

rpc::Recovery CatchUp::AsRecovery() {
  return [this](const absl::Status& refusal, const rpc::CallInfo& call, Then then) {
    return Recover(refusal, call, std::move(then));
  };
}

bool CatchUp::Recover(const absl::Status& refusal, const rpc::CallInfo& call, Then then) {
  const absl::Time now = clock_.Now();
  Waiting waiting{.refusal = absl::StrCat(SubjectOf(refusal), " is not in the directory"),
                  .asked = now,
                  .deadline = std::min(call.deadline - kDeadlineMargin, now + kCatchUpMax),
                  .then = std::move(then)};
  if (refusal.ok()) {
    if (!absl::SimpleAtoi(call.wanted_revision, &waiting.revision)) {
      waiting.then(InvalidField(rpc::kWantedRevisionKey, "must be a revision of the registry, e.g. 961"));
      return true;
    }
    if (progress_.HasReached("", waiting.revision)) return false;
    waiting.refusal = absl::StrCat("the call demands what the registry knew at revision ", waiting.revision);
    waiting.answered = true;
  } else if (!MayBeBehind(refusal)) {
    return false;
  }
  Enter(std::move(waiting));
  return true;
}

void CatchUp::Enter(Waiting waiting) {
  absl::Status refused;
  {
    MutexLock lock(mutex_);
    if (stopping_) {
      refused = ShuttingDown("the scheduler");
    } else if (waiting_ >= kWaitingMax) {
      refused = Overloaded("OVERLOADED", "too many calls wait for the registry", absl::Seconds(1));
    } else {
      ++waiting_;
      incoming_.push_back(std::move(waiting));
      changed_.NotifyAll();
      return;
    }
  }
  waiting.then(refused);
}

void CatchUp::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    if (open_ != nullptr) open_->TryCancel();
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

void CatchUp::Run() {
  Waiters waiters;
  while (WaitForNews(waiters)) {
    const auto is_answered = [](const Waiting& waiting) { return waiting.answered; };
    const bool asks = !std::all_of(waiters.begin(), waiters.end(), is_answered);
    const absl::Status asked = asks ? Ask(waiters) : absl::OkStatus();
    // What Stop has cut off says nothing about the registry.
    if (!stopping()) Settle(waiters, asked);
  }
  for (Waiting& waiting : waiters) waiting.then(ShuttingDown("the scheduler"));
}

bool CatchUp::stopping() {
  MutexLock lock(mutex_);
  return stopping_;
}

bool CatchUp::WaitForNews(Waiters& waiters) {
  absl::Time next = absl::InfiniteFuture();
  for (const Waiting& waiting : waiters) next = std::min(next, waiting.answered ? waiting.deadline : clock_.Now());
  MutexLock lock(mutex_);
  waiting_ = waiters.size() + incoming_.size();
  const auto nothing_new = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !stopping_ && incoming_.empty() && !(advanced_ && !waiters.empty());
  };
  for (absl::Time now = clock_.Now(); nothing_new() && now < next; now = clock_.Now())
    changed_.WaitFor(mutex_, std::min(next - now, absl::Seconds(60)));
  advanced_ = false;
  std::move(incoming_.begin(), incoming_.end(), std::back_inserter(waiters));
  incoming_.clear();
  return !stopping_;
}

absl::Status CatchUp::Ask(Waiters& asking) {
  absl::Time deadline = clock_.Now() + kOneQuestionMax;
  for (const Waiting& waiting : asking) deadline = std::min(deadline, waiting.deadline);
  grpc::ClientContext context;
  rpc::SetTimeout(context, deadline - clock_.Now());
  context.set_wait_for_ready(true);  // a registry that restarts is asked again as soon as it is there
  {
    MutexLock lock(mutex_);
    if (stopping_) return ShuttingDown("the scheduler");
    open_ = &context;
  }
  registry::v1::GetStatusResponse status;
  const grpc::Status answer = stub_->GetStatus(&context, {}, &status);
  {
    MutexLock lock(mutex_);
    open_ = nullptr;
  }
  if (!answer.ok()) return rpc::FromGrpcStatus(answer);
  for (Waiting& waiting : asking) {
    if (waiting.answered) continue;
    waiting.answered = true;
    waiting.incarnation = status.incarnation();
    waiting.revision = status.revision();
  }
  return absl::OkStatus();
}

void CatchUp::Settle(Waiters& waiters, const absl::Status& asked) {
  const absl::Time now = clock_.Now();
  Waiters left;
  bool behind = false;
  for (Waiting& waiting : waiters) {
    // A question is short, so that whoever comes meanwhile is not kept waiting: those who have time ask again.
    const bool may_ask_again = absl::IsDeadlineExceeded(asked) && now < waiting.asked + kRegistryAnswerMax;
    if (waiting.answered && progress_.HasReached(waiting.incarnation, waiting.revision)) {
      waiting.then(absl::OkStatus());
    } else if (!waiting.answered && !asked.ok() && (!may_ask_again || now >= waiting.deadline)) {
      waiting.then(
          RegistryUnavailable(waiting.refusal, absl::StrCat("the registry does not answer (", asked.message(), ")")));
    } else if (now >= waiting.deadline) {
      waiting.then(RegistryUnavailable(waiting.refusal, "the directory is still behind the registry"));
    } else {
      behind = behind || waiting.answered;
      left.push_back(std::move(waiting));
    }
  }
  waiters = std::move(left);
  if (behind) nudge_();
}

}  // namespace jiedui::scheduler
