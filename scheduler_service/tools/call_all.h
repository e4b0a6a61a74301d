// SPDX-License-Identifier: Apache-2.0
// Many calls of one method, some of them at the same time, by one thread: for lists that go over many pages or items.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_unary_call.h"
#include "scheduler_service/tools/call.h"

namespace jiedui::scheduler {

inline constexpr size_t kCallsAtOnceMax = 8;  // more would not be answered sooner, and take the others' turn

// Makes calls of one method of a stub and hands on every answer. One use, one thread.
template <typename Stub, typename Request, typename Response>
class CallAll {
 public:
  using Method = std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> (Stub::*)(grpc::ClientContext*,
                                                                                      const Request&,
                                                                                      grpc::CompletionQueue*);
  // Takes the answer to the request (or to what followed it) at a place in the list; what it returns is asked next,
  // e.g. the next page.
  using Answered = std::function<std::optional<Request>(size_t place, const Request& request, Response& response)>;

  CallAll(Stub& stub, Method method, int deadline_ms) : stub_(stub), method_(method), deadline_ms_(deadline_ms) {}
  CallAll(const CallAll&) = delete;
  CallAll& operator=(const CallAll&) = delete;
  ~CallAll() {
    queue_.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) delete static_cast<Pending*>(tag);
  }

  // Returns when all are answered, or with the first error, after which nothing more is asked.
  absl::Status Run(const std::vector<Request>& requests, const Answered& answered) {
    absl::Status status;
    size_t next = 0;
    while (true) {
      for (; status.ok() && next < requests.size() && in_flight_ < kCallsAtOnceMax; ++next) Start(next, requests[next]);
      if (in_flight_ == 0) return status;
      const std::unique_ptr<Pending> done = Take();
      if (!done->status.ok()) {
        status.Update(ToStatus(done->status));
        continue;
      }
      std::optional<Request> following = answered(done->place, done->request, done->response);
      if (following.has_value() && status.ok()) Start(done->place, *std::move(following));
    }
  }

 private:
  struct Pending {
    size_t place = 0;
    Request request;
    grpc::ClientContext context;
    Response response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> reader;
  };

  void Start(size_t place, Request request) {
    auto pending = std::make_unique<Pending>();
    pending->place = place;
    pending->request = std::move(request);
    SetDeadline(deadline_ms_, pending->context);
    pending->reader = (stub_.*method_)(&pending->context, pending->request, &queue_);
    Pending* const tag = pending.release();  // Take, or the destructor, takes it back
    tag->reader->Finish(&tag->response, &tag->status, tag);
    ++in_flight_;
  }

  std::unique_ptr<Pending> Take() {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);  // always comes: every call has a deadline
    --in_flight_;
    return std::unique_ptr<Pending>(static_cast<Pending*>(tag));
  }

  Stub& stub_;
  Method method_;
  int deadline_ms_;
  grpc::CompletionQueue queue_;
  size_t in_flight_ = 0;
};

// The next page's request, or nothing at the end: for CallAll::Answered.
template <typename Request, typename Response>
std::optional<Request> NextPage(const Request& request, const Response& response) {
  if (response.next_page_token().empty()) return std::nullopt;
  Request next = request;
  next.set_page_token(response.next_page_token());
  return next;
}

}  // namespace jiedui::scheduler
