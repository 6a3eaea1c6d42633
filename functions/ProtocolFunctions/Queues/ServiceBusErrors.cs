using Azure.Messaging.ServiceBus;
using Protocols.Ports;

namespace ProtocolFunctions.Queues;

/// <summary>Turns what Service Bus throws into what the port promises.</summary>
internal static class ServiceBusErrors
{
    /// <exception cref="StoreFullException">The queue or the namespace is full.</exception>
    /// <exception cref="StoreBusyException">It turns calls away or does not answer, after the client has tried again.</exception>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ServiceBusException error) when (error.Reason == ServiceBusFailureReason.QuotaExceeded)
        {
            throw new StoreFullException("The queue is full; nothing was sent.", error);
        }
        catch (ServiceBusException error) when (error.IsTransient)
        {
            throw new StoreBusyException($"Service Bus turns calls away or does not answer ({error.Reason}).", error);
        }
    }

    /// <summary>Settles a message; a lock that is lost is an answer.</summary>
    public static Task<Settlement> SettleAsync(Func<Task> settle) => TranslateAsync(async () =>
    {
        try
        {
            await settle();
            return Settlement.Done;
        }
        catch (ServiceBusException error) when (
            error.Reason is ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost)
        {
            return Settlement.Lost;
        }
    });
}
