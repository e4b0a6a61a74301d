// SPDX-License-Identifier: Apache-2.0
#include "common/store/rocks/answerer.h"

#include <utility>

namespace jiedui::store {
namespace {

constexpr size_t kGroupsUnansweredMax = 4;

}  // namespace

Answerer::~Answerer() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    filled_.NotifyOne();
  }
  thread_.join();
}

void Answerer::Post(std::vector<Answer> answers, std::function<void()> after) {
  MutexLock lock(mutex_);
  while (unanswered_groups_ >= kGroupsUnansweredMax) WaitForEmptied();
  ++unanswered_groups_;
  Enqueue({.answers = std::move(answers), .after = std::move(after), .counted = true});
}

void Answerer::PostRefusal(Answer answer) {
  Parcel parcel;
  parcel.answers.push_back(std::move(answer));
  MutexLock lock(mutex_);
  Enqueue(std::move(parcel));
}

void Answerer::Flush() {
  MutexLock lock(mutex_);
  while (busy_ || !parcels_.empty()) WaitForEmptied();
}

void Answerer::Enqueue(Parcel parcel) {
  parcels_.push_back(std::move(parcel));
  if (!busy_) filled_.NotifyOne();
}

void Answerer::WaitForEmptied() {
  ++waiting_for_emptied_;
  emptied_.Wait(mutex_);
  --waiting_for_emptied_;
}

bool Answerer::Next(Parcel& parcel) {
  MutexLock lock(mutex_);
  if (parcel.counted) --unanswered_groups_;
  busy_ = false;
  if (waiting_for_emptied_ > 0) emptied_.NotifyAll();
  while (parcels_.empty() && !stopping_) filled_.Wait(mutex_);
  if (parcels_.empty()) return false;
  parcel = std::move(parcels_.front());
  parcels_.pop_front();
  busy_ = true;
  return true;
}

void Answerer::Run() {
  Parcel parcel;
  while (Next(parcel)) {
    for (Answer& answer : parcel.answers) answer.done(std::move(answer.outcome));
    if (parcel.after) parcel.after();
    parcel.answers.clear();
  }
}

}  // namespace jiedui::store
