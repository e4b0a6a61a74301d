// SPDX-License-Identifier: Apache-2.0
// The thread that hands out answers, so that the next group is written meanwhile. In the order in which they were
// posted.
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "common/base/mutex.h"
#include "common/store/rocks/group.h"

namespace jiedui::store {

// Any thread.
class Answerer {
 public:
  Answerer() : thread_([this] { Run(); }) {}
  // Hands out what was posted first.
  ~Answerer();
  Answerer(const Answerer&) = delete;
  Answerer& operator=(const Answerer&) = delete;

  // Answers, then calls `after` (may be empty). Waits while kGroupsUnansweredMax groups are not handed out: memory is
  // bounded also where answering is slower than committing.
  void Post(std::vector<Answer> answers, std::function<void()> after);
  // A refusal, which must not wait.
  void PostRefusal(Answer answer);
  // Returns when everything posted before is handed out. Not from an answer.
  void Flush();

 private:
  struct Parcel {
    std::vector<Answer> answers;
    std::function<void()> after;
    bool counted = false;  // in unanswered_groups_
  };
  void Enqueue(Parcel parcel) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void WaitForEmptied() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Next(Parcel& parcel);
  void Run();

  Mutex mutex_;
  CondVar filled_;   // parcels_ or stopping_; the thread waits for it
  CondVar emptied_;  // the others do; told only if there is one, because telling is a system call
  std::deque<Parcel> parcels_ ABSL_GUARDED_BY(mutex_);
  int waiting_for_emptied_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t unanswered_groups_ ABSL_GUARDED_BY(mutex_) = 0;
  bool busy_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;

  std::thread thread_;  // last: it uses all of the above
};

}  // namespace jiedui::store
