// SPDX-License-Identifier: Apache-2.0
// A proto service as a table of handlers: gather facts, decide purely, commit once, answer. A handler says only what is
// its own; the adapters behind this header do the rest, the same for every RPC: parse, check the fields against
// jiedui.rules (validate.h), clear output-only fields, deadline, request_id, validate_only, queue or pool, errors.
//
//   rpc::Service PersonService(...) {
//     rpc::Service service("jiedui.registry.v1.PersonService");
//     service.Write<v1::CreatePersonRequest, v1::Person>("CreatePerson", ParseDraft,
//         [&persons](const PersonDraft& draft, store::Transaction& txn) -> absl::StatusOr<v1::Person> { ... });
//     service.Read<v1::GetPersonRequest, v1::Person>("GetPerson", ReadCost::kPoint,
//         [&persons](const v1::GetPersonRequest& request, const ReadContext& context)
//             -> absl::StatusOr<Encoded> { ... });
//
// Threads: `parse` runs on a completion-queue thread and must not block; `decide` on the store's committer thread;
// reads on a completion-queue thread while the data is in memory, else on the reader pool. Handlers must be safe to run
// again.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status_macros.h"
#include "common/rpc/call.h"
#include "common/store/transaction.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace jiedui::rpc {

enum class ReadCost { kPoint, kScan };

using Message = google::protobuf::Message;

// Type-erased handlers: what the adapters run. `prototype` is the request's default instance.
struct WriteHandler {
  const Message* prototype = nullptr;
  // Parses a request that has passed its rules into a function of the transaction that answers serialised.
  std::function<absl::StatusOr<std::function<absl::StatusOr<std::string>(store::Transaction&)>>(Message&,
                                                                                                const CallInfo&)>
      prepare;
};
struct ReadHandler {
  const Message* prototype = nullptr;
  ReadCost cost = ReadCost::kScan;
  std::function<absl::StatusOr<std::string>(const Message&, const ReadContext&)> load;
};
struct BulkHandler {
  const Message* prototype = nullptr;
  const Message* response = nullptr;  // has a field `summary` of the service's BulkSummary
  std::function<absl::StatusOr<std::function<absl::StatusOr<RowResult>(store::Transaction&)>>(Message&,
                                                                                              const CallInfo&)>
      prepare;
  // A refusal of the row, by whomever, with what the service has to say of it; null = as it is.
  std::function<absl::Status(const Message&, absl::Status)> explain;
};
struct StreamHandler {
  const Message* prototype = nullptr;
  std::function<absl::StatusOr<std::unique_ptr<StreamSource>>(const Message&, const CallInfo&)> open;
};

class Service {
 public:
  // Aborts if the program has no such proto service.
  explicit Service(absl::string_view full_name);

  // A write. `parse`: (Request, const CallInfo&) -> StatusOr<Command>; errors are INVALID_ARGUMENT.
  // `decide`: (const Command&, store::Transaction&) -> StatusOr<Response>.
  template <typename Request, typename Response, typename Parse, typename Decide>
  void Write(absl::string_view method, Parse parse, Decide decide);

  // A read. `load`: (const Request&, const ReadContext&) -> StatusOr<Response> or StatusOr<Encoded>.
  template <typename Request, typename Response, typename Load>
  void Read(absl::string_view method, ReadCost cost, Load load);

  // A client stream of rows, each a command of its own, in order. `parse` as in Write; `decide`:
  // (const Command&, store::Transaction&) -> StatusOr<RowResult>. Request may have `options` of type BulkOptions.
  // `explain`: (const Request&, absl::Status) -> absl::Status, for WithRowDetails: whatever refuses a row, the rules of
  // its fields, `parse`, `decide` or the store, passes it before it is answered; the row as it came. Any thread.
  template <typename Request, typename Response, typename Parse, typename Decide>
  void Bulk(absl::string_view method, Parse parse, Decide decide,
            std::function<absl::Status(const Request&, absl::Status)> explain = nullptr);

  // A server stream. `open`: (const Request&, const CallInfo&) -> StatusOr<std::unique_ptr<StreamSource>>.
  template <typename Request, typename Open>
  void Stream(absl::string_view method, Open open);

  // For all writes and bulk rows of the service.
  void RecoverWith(Recovery recovery) { recovery_ = std::move(recovery); }

  // For the server: what is registered. MissingMethods() names the RPCs of the proto without a handler.
  const google::protobuf::ServiceDescriptor& descriptor() const { return *descriptor_; }
  std::vector<std::string> MissingMethods() const;
  const std::map<std::string, WriteHandler>& writes() const { return writes_; }
  const std::map<std::string, ReadHandler>& reads() const { return reads_; }
  const std::map<std::string, BulkHandler>& bulks() const { return bulks_; }
  const std::map<std::string, StreamHandler>& streams() const { return streams_; }
  const Recovery& recovery() const { return recovery_; }

 private:
  // Aborts unless the proto method exists with these types and is not registered yet.
  void CheckMethod(absl::string_view method, const Message& request, const Message* response) const;

  const google::protobuf::ServiceDescriptor* descriptor_;
  std::map<std::string, WriteHandler> writes_;
  std::map<std::string, ReadHandler> reads_;
  std::map<std::string, BulkHandler> bulks_;
  std::map<std::string, StreamHandler> streams_;
  Recovery recovery_;
};

template <typename Request, typename Response, typename Parse, typename Decide>
void Service::Write(absl::string_view method, Parse parse, Decide decide) {
  CheckMethod(method, Request::default_instance(), &Response::default_instance());
  using Step = std::function<absl::StatusOr<std::string>(store::Transaction&)>;
  writes_[std::string(method)] = {
      .prototype = &Request::default_instance(),
      .prepare = [parse, decide](Message& request, const CallInfo& call) -> absl::StatusOr<Step> {
        ASSIGN_OR_RETURN(auto command, parse(std::move(static_cast<Request&>(request)), call));
        return Step([command = std::move(command), decide](store::Transaction& txn) -> absl::StatusOr<std::string> {
          ASSIGN_OR_RETURN(const Response response, decide(command, txn));
          return response.SerializeAsString();
        });
      }};
}

template <typename Request, typename Response, typename Load>
void Service::Read(absl::string_view method, ReadCost cost, Load load) {
  CheckMethod(method, Request::default_instance(), &Response::default_instance());
  reads_[std::string(method)] = {
      .prototype = &Request::default_instance(),
      .cost = cost,
      .load = [load](const Message& request, const ReadContext& context) -> absl::StatusOr<std::string> {
        ASSIGN_OR_RETURN(auto answer, load(static_cast<const Request&>(request), context));
        if constexpr (std::is_same_v<decltype(answer), Encoded>) {
          return std::move(answer.bytes);
        } else {
          return answer.SerializeAsString();
        }
      }};
}

template <typename Request, typename Response, typename Parse, typename Decide>
void Service::Bulk(absl::string_view method, Parse parse, Decide decide,
                   std::function<absl::Status(const Request&, absl::Status)> explain) {
  CheckMethod(method, Request::default_instance(), &Response::default_instance());
  using Step = std::function<absl::StatusOr<RowResult>(store::Transaction&)>;
  bulks_[std::string(method)] = {
      .prototype = &Request::default_instance(),
      .response = &Response::default_instance(),
      .prepare = [parse, decide](Message& request, const CallInfo& call) -> absl::StatusOr<Step> {
        ASSIGN_OR_RETURN(auto command, parse(std::move(static_cast<Request&>(request)), call));
        return Step([command = std::move(command), decide](store::Transaction& txn) { return decide(command, txn); });
      }};
  if (explain == nullptr) return;
  bulks_[std::string(method)].explain = [explain](const Message& request, absl::Status refusal) {
    return explain(static_cast<const Request&>(request), std::move(refusal));
  };
}

template <typename Request, typename Open>
void Service::Stream(absl::string_view method, Open open) {
  CheckMethod(method, Request::default_instance(), nullptr);
  streams_[std::string(method)] = {.prototype = &Request::default_instance(),
                                   .open = [open](const Message& request, const CallInfo& call) {
                                     return open(static_cast<const Request&>(request), call);
                                   }};
}

}  // namespace jiedui::rpc
